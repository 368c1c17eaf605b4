import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure } from '@contract/failure';
import { fromFloat16, toFloat16 } from './float16';

/** The files of a folder with static vectors. */
export const VECTOR_FILES = { words: 'words.txt', vectors: 'vectors.f16' } as const;

/** Words in order of frequency and their vectors, row-major `[words.length, dim]`. */
export interface WordVectors {
  readonly words: readonly string[];
  readonly dim: number;
  readonly values: Float32Array;
}

/** Words of GloVe's files never hold white space, so a line is a word. @throws RangeError when that or the sizes do not hold. */
export async function writeWordVectors(dir: string, { words, dim, values }: WordVectors): Promise<void> {
  if (values.length !== words.length * dim) throw new RangeError(`${values.length} values for ${words.length} words of ${dim} dimensions`);
  const broken = words.find((word) => word === '' || /\p{White_Space}/u.test(word));
  if (broken !== undefined) throw new RangeError(`"${broken}" cannot stand on a line of its own`);
  await writeFile(join(dir, VECTOR_FILES.words), `${words.join('\n')}\n`);
  await writeFile(join(dir, VECTOR_FILES.vectors), toFloat16(values));
}

/** @throws Failure('model') when a file is missing or the two do not belong together. */
export async function readWordVectors(dir: string, dim: number): Promise<WordVectors> {
  const missing = (error: unknown): never => {
    throw new Failure('model', 'The folder of word vectors is incomplete; install the model again.', String(error));
  };
  const text = await readFile(join(dir, VECTOR_FILES.words), 'utf8').catch(missing);
  const words = text.split('\n');
  words.pop();
  const path = join(dir, VECTOR_FILES.vectors);
  const { size } = await stat(path).catch(missing);
  if (size !== words.length * dim * 2) {
    throw new Failure('model', `The word vectors hold ${size} bytes where ${words.length} words of ${dim} dimensions need ${words.length * dim * 2}; install the model again.`);
  }
  const bytes = await readFile(path).catch(missing);
  // A copy: a Buffer may begin anywhere inside its memory.
  return { words, dim, values: fromFloat16(new Uint16Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength))) };
}
