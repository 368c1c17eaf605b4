import { unitRows } from '@vectors/rows';
import type { BagOfWords } from './bag-of-words';

export interface Tfidf {
  /** Of every column: `ln((1 + n) / (1 + df)) + 1`; 1 for a word of all texts. */
  readonly idf: Float64Array;
  /** Texts that hold the word of every column. */
  readonly df: Int32Array;
  /** Row-major `[nTexts, vocabulary.length]`, rows of length 1; a text without any of the words is a row of zeros. */
  readonly values: Float32Array;
}

/**
 * What scikit-learn's `TfidfTransformer` makes of counts with `smooth_idf` and the l2 norm, as it does by default:
 * counts times idf, each row scaled to length 1. Formula: scikit-learn's user guide, "TF–IDF term weighting", after
 * Baeza-Yates & Ribeiro-Neto 2011 and Manning, Raghavan & Schütze 2008, with one more text that holds every word once.
 */
export function tfidf({ vocabulary, counts }: BagOfWords): Tfidf {
  const dim = vocabulary.length;
  const n = dim === 0 ? 0 : counts.length / dim;
  const df = Int32Array.from({ length: dim }, (_, column) => {
    let nWith = 0;
    for (let row = 0; row < n; row++) if ((counts[row * dim + column] as number) > 0) nWith++;
    return nWith;
  });
  const idf = Float64Array.from(df, (nWith) => Math.log((1 + n) / (1 + nWith)) + 1);
  const weighted = counts.map((count, index) => count * (idf[index % dim] as number));
  return { idf, df, values: unitRows({ values: weighted, n, dim }).values };
}
