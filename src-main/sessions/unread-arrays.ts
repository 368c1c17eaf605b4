import type { FileHandle } from 'node:fs/promises';
import { bytesOf, nameIn, usesOf, type TypedArray } from './packed';
import { readEntry, type ZipEntry } from './zip-file';

/** Less than this is not worth a second look at the file, nor a message of its own. */
export const LEAST_LATE_BYTES = 1_000_000;

/** What of a session still lies in its file, which stays open until it is closed here. */
export class UnreadArrays {
  private readonly left: Map<TypedArray, ZipEntry>;

  constructor(private readonly file: FileHandle, left: ReadonlyMap<TypedArray, ZipEntry>, private readonly failure: (error: unknown) => Error) {
    this.left = new Map(left);
  }

  get arrays(): readonly TypedArray[] {
    return [...this.left.keys()];
  }

  /** @returns what the file has in its place; itself where it is none of these @throws Failure `bad-input` where that is not what was saved, `io` */
  async read(array: Float32Array): Promise<Float32Array> {
    const entry = this.left.get(array);
    if (entry === undefined) return array;
    const filled = new Float32Array(array.length);
    try {
      await readEntry(this.file, entry, bytesOf(filled));
    } catch (error) {
      throw this.failure(error);
    }
    this.left.delete(array);
    return filled;
  }

  async close(): Promise<void> {
    this.left.clear();
    await this.file.close();
  }
}

/** Names of the vectors of a flight's layers but the one on screen, as far as they stand nowhere else. @param session of any shape @returns none where they are few */
export function lateArrays(session: unknown, sizeOf: (name: string) => number | undefined): ReadonlySet<string> {
  const view = fieldOf(session, 'view'), stops = fieldOf(fieldOf(view, 'journey'), 'stops'), layer = fieldOf(view, 'layer');
  const names = (Array.isArray(stops) ? stops : []).flatMap((stop, index) => (index === layer ? [] : nameIn(fieldOf(stop, 'vectors')) ?? []));
  const uses = usesOf(session);
  const late = new Set(names.filter((name) => uses.get(name) === names.filter((other) => other === name).length));
  const nBytes = [...late].reduce((sum, name) => sum + (sizeOf(name) ?? 0), 0);
  return nBytes < LEAST_LATE_BYTES ? new Set() : late;
}

const fieldOf = (value: unknown, name: string): unknown => (typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined);
