import { randomBytes } from 'node:crypto';
import { link, open, readFile, realpath, rename, rm, stat, utimes } from 'node:fs/promises';
import { hostname } from 'node:os';
import path from 'node:path';
import { isAlive } from '../platform/process-alive';

const BEAT_MS = 60_000;
/** Without a sign of life for so long, whoever holds a session is taken for gone: on another computer, or its number is another process's by now. */
const STALE_MS = 10 * BEAT_MS;

interface Holder {
  readonly pid: number;
  readonly host: string;
  readonly mark: string;
}

/** Says beside a session's file that it is open: another profile, user or computer sees it. A hint, never a hindrance: where nothing can be written, nothing is said. */
export class SessionClaim {
  private constructor(private readonly record: string | null, private readonly content: string, private readonly beat: NodeJS.Timeout | null) {}

  /** @returns null while somebody else has the session open */
  static async take(file: string): Promise<SessionClaim | null> {
    const record = recordOf(await placeOf(file));
    const content = JSON.stringify({ pid: process.pid, host: hostname(), mark: randomBytes(8).toString('hex') } satisfies Holder);
    for (let attempt = 0; attempt < 3; attempt++) {
      const outcome = await create(record, content);
      if (outcome === 'impossible') return new SessionClaim(null, content, null);
      if (outcome === 'made') {
        const beat = setInterval(() => { const now = new Date(); utimes(record, now, now).catch(() => undefined); }, BEAT_MS);
        return new SessionClaim(record, content, beat.unref());
      }
      const found = await readFile(record, 'utf8').catch(() => null);
      if (found === null) continue;
      if (!await isStale(record, found)) return null;
      if (!await putAway(record, found)) return new SessionClaim(null, content, null);
    }
    return null;
  }

  /** The session is open here no more. */
  async release(): Promise<void> {
    if (this.beat !== null) clearInterval(this.beat);
    if (this.record !== null && await readFile(this.record, 'utf8').catch(() => null) === this.content) await rm(this.record, { force: true }).catch(() => undefined);
  }
}

/** Where a file lies: the same behind a link. */
export const placeOf = (file: string): Promise<string> => realpath(file).catch(() => path.resolve(file));

/** Hidden beside the file. */
export const recordOf = (file: string): string => path.join(path.dirname(file), `.${path.basename(file)}.open`);

async function create(record: string, content: string): Promise<'made' | 'there' | 'impossible'> {
  const handle = await open(record, 'wx').catch((error: unknown) => (error as NodeJS.ErrnoException).code ?? '');
  if (typeof handle === 'string') return handle === 'EEXIST' ? 'there' : 'impossible';
  try {
    await handle.writeFile(content);
    return 'made';
  } catch {
    await rm(record, { force: true }).catch(() => undefined);
    return 'impossible';
  } finally {
    await handle.close();
  }
}

async function isStale(record: string, content: string): Promise<boolean> {
  const age = await stat(record).then(({ mtimeMs }) => Date.now() - mtimeMs, () => 0);
  if (age > STALE_MS) return true;
  const holder = holderOf(content);
  // A record that is just being written has nothing in it yet.
  if (holder === null) return age > BEAT_MS;
  return holder.host === hostname() && !isAlive(holder.pid);
}

function holderOf(content: string): Holder | null {
  try {
    const { pid, host, mark } = JSON.parse(content) as Record<string, unknown>;
    return typeof pid === 'number' && Number.isSafeInteger(pid) && pid > 0 && typeof host === 'string' && typeof mark === 'string' ? { pid, host, mark } : null;
  } catch {
    return null;
  }
}

/** Takes away a record that nobody keeps up; not one that somebody has put in its place meanwhile. @returns whether that can be done here */
async function putAway(record: string, stale: string): Promise<boolean> {
  const aside = `${record}.${randomBytes(6).toString('hex')}`;
  try {
    await rename(record, aside);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT';
  }
  if (await readFile(aside, 'utf8').catch(() => stale) !== stale) await link(aside, record).catch(() => undefined);
  await rm(aside, { force: true });
  return true;
}
