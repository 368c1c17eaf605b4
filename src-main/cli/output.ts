import { stat } from 'node:fs/promises';
import path from 'node:path';
import { Failure } from '@contract/failure';
import { atomicWriteAll } from '../platform/atomic-write';

/** Says before the work, not after it, that its result cannot be kept. @throws Failure `bad-input`. */
export async function checkOutputs(outputs: readonly string[], input: string): Promise<void> {
  for (const output of outputs) {
    if (path.resolve(output) === path.resolve(input)) throw new Failure('bad-input', `${output} is the input itself. Choose another --output.`);
    const folder = path.dirname(path.resolve(output));
    if (!(await isFolder(folder))) throw new Failure('bad-input', `The folder ${folder} does not exist. Make it, or choose another --output.`);
    if (await isFolder(output)) throw new Failure('bad-input', `${output} is a folder. Name a file as --output.`);
  }
}

/** Writes results that belong together, all or none. @throws Failure `io` naming the file system's reason. */
export async function writeOutputs(files: Parameters<typeof atomicWriteAll>[0]): Promise<void> {
  try {
    await atomicWriteAll(files);
  } catch (error) {
    throw new Failure('io', `${files[0]?.[0] ?? 'The output'} could not be written. Free some space or choose another --output.`, error instanceof Error ? error.message : String(error));
  }
}

const isFolder = (file: string): Promise<boolean> => stat(file).then((found) => found.isDirectory(), () => false);
