import { readFileSync } from 'node:fs';
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { Failure } from '@contract/failure';
import { notWritten } from '../platform/not-written';
import { isAlive } from '../platform/process-alive';

const prefix = '.import-';

/** Unfinished imports lie beside the finished ones, under a name with a dot and the number of the process that works on them. */
export function stagingDir(modelsDir: string, id: string): string {
  return path.join(modelsDir, `${prefix}${process.pid}-${id}`);
}

/** Makes an empty staging folder, hands it to `work`, and removes it whatever happens. */
export async function withStaging<T>(modelsDir: string, id: string, work: (dir: string) => Promise<T>): Promise<T> {
  const dir = stagingDir(modelsDir, id);
  try {
    await rm(dir, { recursive: true, force: true });
    await mkdir(dir, { recursive: true });
  } catch (error) {
    throw notWritten('The import', dir, error);
  }
  try {
    return await work(dir);
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

/** Moves a finished folder into the library. @throws Failure `bad-input` when the id has been taken meanwhile, `io` when the system refuses. */
export async function publish(from: string, to: string): Promise<void> {
  try {
    await rename(from, to);
  } catch (error) {
    if (!['EEXIST', 'ENOTEMPTY'].includes((error as NodeJS.ErrnoException).code ?? '')) throw notWritten('The model', to, error);
    throw new Failure('bad-input', `There is a model “${path.basename(to)}” already. Choose another short name, or remove that one first.`, String(error));
  }
}

const dayMs = 86_400_000;

/**
 * Removes what processes that are no more have left: unfinished imports and half-removed models, and beside the folder of models files of settings that were
 * never put in their place. What cannot be removed stays until the next time.
 */
export async function sweepStaging(modelsDir: string): Promise<void> {
  for (const name of await readdir(modelsDir).catch(() => [])) {
    const pid = /^\.import-(\d+)-/.exec(name)?.[1] ?? /^\.removed-.*-(\d+)-\d+$/.exec(name)?.[1];
    if (pid !== undefined && await isLeft(path.join(modelsDir, name), Number(pid))) await rm(path.join(modelsDir, name), { recursive: true, force: true }).catch(() => undefined);
  }
  const dataDir = path.dirname(modelsDir);
  for (const name of await readdir(dataDir).catch(() => [])) {
    // As platform/atomic-write.ts names them; writing one takes no longer than a moment.
    const file = path.join(dataDir, name);
    if (/^\.(?:settings|devices)\.json\.[0-9a-f]{12}\.tmp$/.test(name) && await ageOf(file) > dayMs) await rm(file, { force: true }).catch(() => undefined);
  }
}

/** Whether nobody works on a folder: its process has ended, or its number is by now that of another one, which began after the folder was last changed. */
async function isLeft(folder: string, pid: number): Promise<boolean> {
  if (!isAlive(pid)) return true;
  const changed = await stat(folder).then(({ mtimeMs }) => mtimeMs, () => Date.now());
  const started = startOf(pid);
  // Clocks of two kinds are compared, and one of them may have been set meanwhile.
  return started === null ? Date.now() - changed > dayMs : started - changed > 60_000;
}

const ageOf = (file: string): Promise<number> => stat(file).then(({ mtimeMs }) => Date.now() - mtimeMs, () => 0);

/** When a process began, in milliseconds of the clock; null where the system does not tell. */
function startOf(pid: number): number | null {
  if (pid === process.pid) return Date.now() - 1_000 * process.uptime();
  try {
    // proc(5): the 22nd field, in hundredths of a second since the start of the system. The second one, a name in brackets, may hold blanks.
    const ticks = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[19];
    const upSeconds = Number(readFileSync('/proc/uptime', 'utf8').split(' ')[0]);
    const started = Date.now() - 1_000 * upSeconds + 10 * Number(ticks);
    return Number.isFinite(started) ? started : null;
  } catch {
    return null;
  }
}
