import { Failure } from '@contract/failure';
import { openRowStore, type RowStore } from '../../../model-format/word-table/row-store';
import { WORD_TABLE_FILES } from '../../../model-format/word-table/word-vector-file';
import type { StaticTokenizer } from './static-tokenizer';

/** The vectors of a static model: held in memory when they are small, read from their file by position otherwise. */
export interface WordTable {
  readonly vectors: RowStore;
  /** One row a bucket of n-grams; null for models without. */
  readonly subwords: RowStore | null;
  close(): void;
}

/**
 * Opens the vectors that belong to a tokenizer's words.
 * @param nHeldBytes files up to this size are held in memory; see `openRowStore` for the default
 * @throws Failure `model` where the files do not belong together
 */
export function openWordTable(folder: string, { card, words }: StaticTokenizer, nHeldBytes?: number): WordTable {
  const { index, subwords: settings } = words;
  const vectors = openRowStore(folder, WORD_TABLE_FILES.vectors, card.dim, nHeldBytes);
  try {
    if (vectors.nRows !== index.nWords) throw new Failure('model', `There are ${vectors.nRows} vectors of ${card.dim} numbers for ${index.nWords} words; install the model again.`);
    const subwords = settings === null ? null : openRowStore(folder, WORD_TABLE_FILES.subwords, card.dim, nHeldBytes);
    if (subwords !== null && subwords.nRows !== settings?.bucket) {
      subwords.close();
      throw new Failure('model', `There are ${subwords.nRows} vectors of n-grams for ${settings?.bucket ?? 0} buckets; install the model again.`);
    }
    return { vectors, subwords, close: () => { vectors.close(); subwords?.close(); } };
  } catch (error) {
    vectors.close();
    throw error;
  }
}
