import { extname, join } from 'node:path';
import { Failure } from '@contract/failure';
import { parseFastaiVocabulary, requireFastaiVocabulary } from '../../tokenizers/fastai/vocabulary';
import { readPlainFile } from '../../platform/plain-file';
import { MODEL_FILE } from '../checkpoints/file-bytes';
import { isA } from '../checkpoints/torch/pickle-values';
import type { PickleValue } from '../checkpoints/torch/pickle-values';
import { unpickle } from '../checkpoints/torch/unpickle';
import { requireTextFile } from '../folder-files';

/** 60,000 words take less than a megabyte. */
const MAX_BYTES = 2 ** 25;

/**
 * fastai's vocabulary, in the order of the ids: a pickled list of strings (`itos.pkl`), the same in JSON, or a text file with a token a line.
 * @throws Failure `model` naming the file and what is wrong, `too-large`, `io`
 */
export async function readItos(dir: string, name: string): Promise<readonly string[]> {
  const itos = await read(dir, name);
  requireFastaiVocabulary(itos);
  return itos;
}

async function read(dir: string, name: string): Promise<readonly string[]> {
  switch (extname(name).toLowerCase()) {
    case '.pkl': return readPickle(await readPlainFile(join(dir, name), MAX_BYTES, MODEL_FILE), name);
    case '.json': return parseFastaiVocabulary(await requireTextFile(dir, name, MAX_BYTES), name);
    default: return (await requireTextFile(dir, name, MAX_BYTES)).replace(/\r?\n$/, '').split(/\r?\n/);
  }
}

/** Nothing in it is run: see {@link unpickle}. */
function readPickle(bytes: Uint8Array, name: string): readonly string[] {
  let value: PickleValue;
  try {
    ({ value } = unpickle(bytes));
  } catch (error) {
    throw new Failure('model', `${name} is damaged or holds more than a list of words; write it as JSON (json.dump of the list) and import that.`, error instanceof Error ? error.message || 'the pickle ends early' : String(error));
  }
  if (isA(value, 'list') && value.items.every((token): token is string => typeof token === 'string')) return value.items;
  throw new Failure('model', `${name} is no pickled list of words; use the itos file that belongs to the model.`);
}
