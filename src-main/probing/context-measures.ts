import { norm } from '@vectors/cosine';
import type { Rows } from '@vectors/rows';
import { largestEigenvalue } from './largest-eigenvalue';

/** Measures of how far a word's vector depends on its context, after Ethayarajh 2019 ("How Contextual are Contextualized Word Representations?"). */

/**
 * Self-similarity: the mean cosine of the occurrences of one word with each other, averaged over words that occur twice or more.
 * @param cosines row-major `[n, n]` @param words of every row
 * @returns null where no word occurs twice
 */
export function selfSimilarity(cosines: Float32Array, words: readonly string[]): number | null {
  const means = rowsByWord(words).filter((rows) => rows.length > 1).map((rows) => meanPair(cosines, words.length, rows));
  return means.length === 0 ? null : mean(means);
}

/** Mean cosine of two rows of different sentences: the anisotropy that similarities are held against. Null where all are of one sentence. */
export function meanCosineAcross(cosines: Float32Array, sentences: ArrayLike<number>): number | null {
  const n = sentences.length;
  let [sum, count] = [0, 0];
  for (let a = 0; a < n; a++) {
    for (let b = a + 1; b < n; b++) {
      if (sentences[a] === sentences[b]) continue;
      sum += cosines[a * n + b] as number;
      count++;
    }
  }
  return count === 0 ? null : sum / count;
}

/**
 * Intra-sentence similarity: the mean cosine of a sentence's words with the mean of their vectors, averaged over sentences of two words or more.
 * @param rows one vector a word @param sentences of every row
 * @returns null where no sentence has two words
 */
export function intraSentenceSimilarity({ values, dim }: Rows, sentences: ArrayLike<number>): number | null {
  const bySentence = new Map<number, number[]>();
  for (let row = 0; row < sentences.length; row++) {
    const sentence = sentences[row] as number;
    const rows = bySentence.get(sentence);
    if (rows === undefined) bySentence.set(sentence, [row]);
    else rows.push(row);
  }
  const similarities: number[] = [];
  for (const rows of bySentence.values()) {
    if (rows.length < 2) continue;
    const centre = new Float64Array(dim);
    for (const row of rows) for (let d = 0; d < dim; d++) centre[d] = (centre[d] as number) + (values[row * dim + d] as number) / rows.length;
    const length = lengthOf(centre);
    similarities.push(mean(rows.map((row) => {
      let product = 0;
      for (let d = 0; d < dim; d++) product += (values[row * dim + d] as number) * (centre[d] as number);
      const lengths = length * norm(values.subarray(row * dim, (row + 1) * dim));
      return lengths === 0 ? 0 : product / lengths;
    })));
  }
  return similarities.length === 0 ? null : mean(similarities);
}

/**
 * Maximum explainable variance of one word: σ₁² / Σ σᵢ² over the singular values of its occurrences (not centred), the most that one static vector can
 * explain; averaged over words that occur twice or more.
 * @param cosines row-major `[n, n]` of the same rows
 * @returns null where no word occurs twice
 */
export function explainedByOneVector(rows: Rows, cosines: Float32Array, words: readonly string[]): number | null {
  const lengths = Float64Array.from({ length: rows.n }, (_, row) => norm(rows.values.subarray(row * rows.dim, (row + 1) * rows.dim)));
  const shares = rowsByWord(words).filter((of) => of.length > 1).map((of) => largestShare(cosines, rows.n, lengths, of));
  return shares.length === 0 ? null : mean(shares);
}

/** Largest eigenvalue over the trace of the products of some rows with each other. */
function largestShare(cosines: Float32Array, n: number, lengths: Float64Array, rows: readonly number[]): number {
  const size = rows.length;
  const products = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    const a = rows[i] as number;
    for (let j = 0; j < size; j++) {
      const b = rows[j] as number;
      products[i * size + j] = (cosines[a * n + b] as number) * (lengths[a] as number) * (lengths[b] as number);
    }
  }
  const total = rows.reduce((sum, row) => sum + (lengths[row] as number) ** 2, 0);
  if (total === 0) return 0;
  return largestEigenvalue(products, size, Float64Array.from(rows, (row) => lengths[row] as number)) / total;
}

function rowsByWord(words: readonly string[]): number[][] {
  const byWord = new Map<string, number[]>();
  words.forEach((word, row) => {
    const rows = byWord.get(word);
    if (rows === undefined) byWord.set(word, [row]);
    else rows.push(row);
  });
  return [...byWord.values()];
}

function meanPair(cosines: Float32Array, n: number, rows: readonly number[]): number {
  let sum = 0;
  for (let i = 0; i < rows.length; i++) {
    const start = (rows[i] as number) * n;
    for (let j = i + 1; j < rows.length; j++) sum += cosines[start + (rows[j] as number)] as number;
  }
  return sum / ((rows.length * (rows.length - 1)) / 2);
}

function lengthOf(vector: Float64Array): number {
  let sum = 0;
  for (const value of vector) sum += value * value;
  return Math.sqrt(sum);
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
