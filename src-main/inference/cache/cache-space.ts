import { readFile, readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { entriesOf, readRows, SUFFIX, type RowToCache } from './cache-segment';

export interface Segment {
  readonly folder: string;
  readonly name: string;
  readonly nBytes: number;
  /** When it was last read or written. */
  readonly usedAt: number;
}

/** Segments of one model's folder, oldest first by name; none where there is no folder. */
export async function segmentsIn(folder: string): Promise<readonly Segment[]> {
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith(SUFFIX.keys)).map((name) => name.slice(0, -SUFFIX.keys.length)).sort();
  const found = await Promise.all(names.map(async (name): Promise<Segment | null> => {
    const [keys, rows] = await Promise.all([stat(path.join(folder, name + SUFFIX.keys)).catch(() => null), stat(path.join(folder, name + SUFFIX.rows)).catch(() => null)]);
    // Another process may just have dropped it.
    return keys === null ? null : { folder, name, nBytes: keys.size + (rows?.size ?? 0), usedAt: keys.mtimeMs };
  }));
  return found.filter((segment) => segment !== null);
}

/** The keys go first: rows without keys are nobody's. A segment that another process holds open may stay (Windows), and goes another time. */
export async function dropSegment({ folder, name }: Pick<Segment, 'folder' | 'name'>): Promise<void> {
  try {
    await rm(path.join(folder, name + SUFFIX.keys), { force: true });
    await rm(path.join(folder, name + SUFFIX.rows), { force: true });
  } catch {
    // In use.
  }
}

/** Drops the segments that were used least lately, of all models, until the rest keeps to the limit. `isOpen`: those that are being written. */
export async function makeRoom(dir: string, maxBytes: number, isOpen: (name: string) => boolean): Promise<void> {
  const folders = (await readdir(dir, { withFileTypes: true }).catch(() => [])).filter((entry) => entry.isDirectory()).map((entry) => path.join(dir, entry.name));
  for (const folder of folders) await dropOrphans(folder);
  const segments = (await Promise.all(folders.map(segmentsIn))).flat().sort((a, b) => a.usedAt - b.usedAt);
  let nBytes = segments.reduce((sum, segment) => sum + segment.nBytes, 0);
  for (const segment of segments) {
    if (nBytes <= maxBytes) return;
    if (isOpen(segment.name)) continue;
    await dropSegment(segment);
    nBytes -= segment.nBytes;
  }
}

/** Rows whose keys are gone: a process ended while it dropped them. */
async function dropOrphans(folder: string): Promise<void> {
  const names = new Set(await readdir(folder).catch(() => []));
  for (const name of names) {
    if (name.endsWith(SUFFIX.rows) && !names.has(name.slice(0, -SUFFIX.rows.length) + SUFFIX.keys)) await rm(path.join(folder, name), { force: true }).catch(() => undefined);
  }
}

/** Many runs with few sentences each leave many small segments; so many of them are made one. */
export const merging = { nSegments: 32, maxBytes: 1_000_000, minIdleMs: 120_000 } as const;

/** Small segments that nobody has used for a while, once there are many; the caller appends their rows to a new one and drops them. */
export async function smallSegments(folder: string, now: number): Promise<readonly Segment[]> {
  const small = (await segmentsIn(folder)).filter(({ nBytes, usedAt }) => nBytes <= merging.maxBytes && now - usedAt > merging.minIdleMs);
  return small.length < merging.nSegments ? [] : small;
}

/** Every intact row of a segment. */
export async function allRows({ folder, name }: Segment): Promise<readonly RowToCache[]> {
  const rows: RowToCache[] = [];
  const entries = entriesOf(await readFile(path.join(folder, name + SUFFIX.keys)), () => true);
  await readRows(path.join(folder, name + SUFFIX.rows), entries, ({ key }, values) => { rows.push({ key, values: values.slice() }); });
  return rows;
}
