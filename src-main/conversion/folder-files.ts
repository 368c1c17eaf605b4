import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure } from '@contract/failure';
import { readPlainFile } from '../platform/plain-file';
import { MODEL_FILE } from './checkpoints/file-bytes';
import { checkNesting } from './json-nesting';

/** Settings and lists of shards are short; a tokenizer.json of a large vocabulary has some twenty megabytes. */
export const MAX_SETTINGS_BYTES = 2 ** 20;
export const MAX_TOKENIZER_BYTES = 2 ** 27;

/** Names of the files and folders in a folder. @throws Failure('io') when it cannot be read. */
export async function listFolder(dir: string): Promise<readonly string[]> {
  return readdir(dir).catch((error: unknown) => {
    throw new Failure('io', 'The model folder cannot be read; check that it exists and may be read.', String(error));
  });
}

/** A text file of a model folder; null where there is none. @throws Failure('too-large' | 'io'), 'bad-input' for what is no plain file, 'model' for JSON nested too deeply. */
export async function readTextFile(dir: string, name: string, maxBytes: number): Promise<string | null> {
  const bytes = await readPlainFile(join(dir, name), maxBytes, MODEL_FILE).catch((error: unknown) => {
    if (error instanceof Failure && error.code === 'not-found') return null;
    throw error;
  });
  if (bytes === null) return null;
  // Some editors begin a file with a byte order mark; in a vocabulary it might be meant.
  const text = new TextDecoder('utf-8', { ignoreBOM: !name.endsWith('.json') }).decode(bytes);
  if (name.endsWith('.json')) checkNesting(text, name);
  return text;
}

/** {@link readTextFile} of a file that must be there. @throws Failure('model') when it is not. */
export async function requireTextFile(dir: string, name: string, maxBytes: number): Promise<string> {
  const text = await readTextFile(dir, name, maxBytes);
  if (text === null) throw new Failure('model', `The folder has no ${name}; choose the folder with all files of the model.`);
  return text;
}

/** Sum of the sizes of the files among `names`; what is not there counts nothing. */
export async function sizeOf(dir: string, names: readonly string[]): Promise<number> {
  const sizes = await Promise.all(names.map((name) => stat(join(dir, name)).then((about) => (about.isFile() ? about.size : 0), () => 0)));
  return sizes.reduce((sum, nBytes) => sum + nBytes, 0);
}

type Json = Readonly<Record<string, unknown>>;

/** An object in JSON. @throws Failure('model') naming the file when it is anything else. */
export function parseJsonObject(json: string, name: string): Json {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    throw unexpectedForm(name);
  }
  return requireObject(value, name);
}

export function requireObject(value: unknown, name: string): Json {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Json;
  throw unexpectedForm(name);
}

export function unexpectedForm(name: string): Failure {
  return new Failure('model', `${name} has an unexpected form; use the file that belongs to the model.`);
}
