import { stat } from 'node:fs/promises';
import path from 'node:path';
import { Failure } from '@contract/failure';
import { atomicWriteAll, atomicWriteInFolder, removeTemporaries } from '../platform/atomic-write';
import { writeTarget } from '../platform/write-target';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Says before the work, not after it, that its result cannot be kept. @throws Failure `bad-input`. */
export async function checkOutputs(outputs: readonly string[], input: string): Promise<void> {
  for (const output of outputs) {
    if (await isSameFile(output, input)) throw new Failure('bad-input', `${output} is the input itself. Choose another --output.`);
    const folder = path.dirname(path.resolve(output));
    if (!(await isFolder(folder))) throw new Failure('bad-input', `The folder ${folder} does not exist. Make it, or choose another --output.`);
    if (await isFolder(output)) throw new Failure('bad-input', `${output} is a folder. Name a file as --output.`);
  }
}

/** {@link checkOutputs} of files in a folder that need not be there; only what it lies in must. @throws Failure `bad-input` */
export async function checkOutputFolder(folder: string, outputs: readonly string[], input: string): Promise<void> {
  const found = await stat(folder).catch(() => null);
  if (found === null) {
    const parent = path.dirname(path.resolve(folder));
    if (!(await isFolder(parent))) throw new Failure('bad-input', `The folder ${parent} does not exist. Make it, or choose another --output.`);
  } else if (!found.isDirectory()) {
    throw new Failure('bad-input', `${folder} is no folder. This format writes several files: name a folder as --output.`);
  } else await checkOutputs(outputs, input);
}

/** Whether a second file can lie beside it: not beside a device, a pipe or the standard output. */
export async function isPlainOutput(output: string): Promise<boolean> {
  return writeTarget(output).then(({ is }) => is === 'plain', () => true);
}

/** Writes results that belong together, all or none. @param folder of their own, made where it is not there; null: none @throws Failure `io` naming the file system's reason. */
export async function writeOutputs(files: Parameters<typeof atomicWriteAll>[0], folder: string | null = null): Promise<void> {
  // Ended by a signal, the process would leave its temporary files; the signal then does what it would have done.
  const listeners = SIGNALS.map((signal) => [signal, (): void => {
    removeTemporaries();
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  }] as const);
  for (const [signal, listener] of listeners) process.on(signal, listener);
  try {
    await (folder === null ? atomicWriteAll(files) : atomicWriteInFolder(folder, files));
  } catch (error) {
    throw new Failure('io', `${files[0]?.[0] ?? 'The output'} could not be written. Free some space or choose another --output.`, error instanceof Error ? error.message : String(error));
  } finally {
    for (const [signal, listener] of listeners) process.removeListener(signal, listener);
  }
}

/** By what the names lead to: writing follows links. */
async function isSameFile(output: string, input: string): Promise<boolean> {
  if (path.resolve(output) === path.resolve(input)) return true;
  const [a, b] = await Promise.all([output, input].map((file) => stat(file).catch(() => null)));
  return a?.isFile() === true && b?.isFile() === true && a.dev === b.dev && a.ino === b.ino;
}

const isFolder = (file: string): Promise<boolean> => stat(file).then((found) => found.isDirectory(), () => false);
