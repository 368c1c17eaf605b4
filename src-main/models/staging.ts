import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { Failure } from '@contract/failure';

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
    throw new Failure('io', `The folder for models, ${modelsDir}, cannot be written. Free it or start with another data folder.`, String(error));
  }
  try {
    return await work(dir);
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

/** Moves a finished folder into the library. @throws Failure `bad-input` when the id has been taken meanwhile. */
export async function publish(from: string, to: string): Promise<void> {
  try {
    await rename(from, to);
  } catch (error) {
    throw new Failure('bad-input', `There is a model “${path.basename(to)}” already. Choose another short name, or remove that one first.`, String(error));
  }
}

/** Removes what processes that are no more have left: unfinished imports and half-removed models. */
export async function sweepStaging(modelsDir: string): Promise<void> {
  const names = await readdir(modelsDir).catch(() => []);
  for (const name of names) {
    const pid = /^\.import-(\d+)-/.exec(name)?.[1] ?? /^\.removed-.*-(\d+)-\d+$/.exec(name)?.[1];
    if (pid !== undefined && Number(pid) !== process.pid && !isAlive(Number(pid))) await rm(path.join(modelsDir, name), { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
