import { open } from 'node:fs/promises';
import { join } from 'node:path';
import type { SubwordSettings } from '../../model-format/word-table/fasttext-header';
import { openRowStore, readAt } from '../../model-format/word-table/row-store';
import { subwordBuckets } from '../../model-format/word-table/subwords';
import type { WordIndex } from '../../model-format/word-table/word-index';
import { WORD_TABLE_FILES } from '../../model-format/word-table/word-vector-file';

/** Sums of one batch, in bytes: as many words as fit are made at once, so that each n-gram is read once for all of them. */
const MAX_SUM_BYTES = 32 * 2 ** 20;
/** N-grams of one batch, each counted where it occurs. */
const MAX_NGRAMS = 4_000_000;

/**
 * Turns the words' own rows in `vectors.f32` into their vectors: the mean of the word's row and the rows of its n-grams
 * (FastText::getWordVector of fastText 0.9.2), summed in single precision as there.
 * @param onBatch called with the number of words that are done; may throw to end the work
 * @throws Failure `io`
 */
export async function composeWords(dir: string, index: WordIndex, dim: number, settings: SubwordSettings, onBatch: (nDone: number) => void): Promise<void> {
  const ngrams = openRowStore(dir, WORD_TABLE_FILES.subwords, dim);
  const file = await open(join(dir, `${WORD_TABLE_FILES.vectors}.f32`), 'r+').catch((error: unknown) => { ngrams.close(); throw error; });
  try {
    const nMost = Math.max(1, Math.floor(MAX_SUM_BYTES / (4 * dim)));
    for (let from = 0; from < index.nWords;) {
      const { keys, counts } = collect(index, from, Math.min(index.nWords, from + nMost), nMost, settings);
      const sums = new Float32Array(counts.length * dim);
      const raw = new Uint8Array(sums.buffer);
      readAt(file.fd, raw, from * dim * 4);
      await addNgrams(sums, keys, nMost, (row) => ngrams.rows(row, row + 1), dim);
      for (const [word, count] of counts.entries()) {
        for (let i = word * dim; i < (word + 1) * dim; i++) sums[i] = (sums[i] as number) / (1 + count);
      }
      for (let at = 0; at < raw.length;) {
        at += (await file.write(raw, at, raw.length - at, from * dim * 4 + at)).bytesWritten;
      }
      from += counts.length;
      onBatch(from);
    }
  } finally {
    ngrams.close();
    await file.close();
  }
}

/** N-grams of the words `[from, to)`, or of the first of them: `keys` holds `bucket · nMost + word of the batch`, ascending; `counts` how many a word has. */
function collect(index: WordIndex, from: number, to: number, nMost: number, settings: SubwordSettings): { keys: Float64Array; counts: readonly number[] } {
  let keys = new Float64Array(1 << 16);
  let nKeys = 0;
  const counts: number[] = [];
  for (let row = from; row < to && nKeys < MAX_NGRAMS; row++) {
    const buckets = subwordBuckets(index.wordBytes(row), settings);
    if (nKeys + buckets.length > keys.length) {
      const larger = new Float64Array(Math.max(keys.length * 2, nKeys + buckets.length));
      larger.set(keys);
      keys = larger;
    }
    for (const bucket of buckets) keys[nKeys++] = bucket * nMost + (row - from);
    counts.push(buckets.length);
  }
  return { keys: keys.subarray(0, nKeys).sort(), counts };
}

async function addNgrams(sums: Float32Array, keys: Float64Array, nMost: number, rowOf: (bucket: number) => Float32Array, dim: number): Promise<void> {
  let known = -1;
  let ngram: Float32Array = new Float32Array(0);
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i] as number;
    const bucket = Math.floor(key / nMost);
    if (bucket !== known) {
      ngram = rowOf(bucket);
      known = bucket;
    }
    addRow(sums, ((key - bucket * nMost) * dim) | 0, ngram);
    // Other messages, a cancel among them, come first.
    if ((i & 0xffff) === 0xffff) await new Promise((resolve) => { setImmediate(resolve); });
  }
}

/** A function of its own, so that it is compiled for whole-numbered places. */
function addRow(sums: Float32Array, at: number, row: Float32Array): void {
  for (let d = 0; d < row.length; d++) sums[at + d] = (sums[at + d] as number) + (row[d] as number);
}
