import { readFile, stat } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from '@contract/failure';
import { MAX_SUBWORD_CHARACTERS, MAX_WORDS_BYTES } from '../../../model-format/word-table/limits';
import type { SubwordSettings } from '../../../model-format/word-table/fasttext-header';
import { WordIndex } from '../../../model-format/word-table/word-index';
import { WORD_TABLE_FILES } from '../../../model-format/word-table/word-vector-file';

/** The vocabulary of a static model, without its vectors. */
export interface StaticWords {
  readonly index: WordIndex;
  /** How fastText makes vectors of unknown words; null for models that cannot. */
  readonly subwords: SubwordSettings | null;
}

/** @throws Failure `model` where a file is missing or damaged. The index is made anew each time: of two million words in half a second. */
export async function loadStaticWords(folder: string): Promise<StaticWords> {
  const path = join(folder, WORD_TABLE_FILES.words);
  const missing = (error: unknown): never => {
    throw new Failure('model', 'The folder of word vectors is incomplete; install the model again.', String(error));
  };
  const { size } = await stat(path).catch(missing);
  if (size > MAX_WORDS_BYTES) throw new Failure('model', 'The list of words is too long; install the model again.');
  const index = WordIndex.fromText(await readFile(path).catch(missing));
  const settingsPath = join(folder, WORD_TABLE_FILES.subwordSettings);
  return { index, subwords: existsSync(settingsPath) ? parseSettings(await readFile(settingsPath, 'utf8').catch(missing)) : null };
}

function parseSettings(text: string): SubwordSettings {
  try {
    const { minn, maxn, bucket } = JSON.parse(text) as Record<string, unknown>;
    const isWhole = (value: unknown, from: number, to: number): value is number => Number.isInteger(value) && (value as number) >= from && (value as number) <= to;
    if (isWhole(minn, -(2 ** 31), MAX_SUBWORD_CHARACTERS) && isWhole(maxn, 1, MAX_SUBWORD_CHARACTERS) && isWhole(bucket, 1, 2 ** 31)) return { minn, maxn, bucket };
  } catch {
    // Said below.
  }
  throw new Failure('model', `${WORD_TABLE_FILES.subwordSettings} does not hold minn, maxn and bucket; install the model again.`);
}
