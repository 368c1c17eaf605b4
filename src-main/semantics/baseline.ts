import { mulberry32, randomBelow } from '@contract/prng';
import { dot, norm } from '@vectors/cosine';
import { vectorAt, type VectorTable } from '@vectors/vector-table';

/**
 * Mean cosine of random pairs of occurrences from different sentences, per layer: the anisotropy baseline of Ethayarajh 2019
 * (section 3.3), beside which a raw similarity is read. The same pairs serve every layer. Rows without a vector at some layer
 * take no part.
 * @param sentences sentence number of each row (see `sentenceIds`)
 * @param nPairs how many pairs are drawn, with replacement
 * @returns cosines −1…1, one per layer, or null where there are no two sentences to draw from
 */
export function meanRandomPairCosine(table: VectorTable, sentences: Int32Array, nPairs: number, seed: number): number[] | null {
  const pairs = randomPairs(sentences, rowsWithVectors(table), nPairs, seed);
  if (pairs === null) return null;
  return Array.from({ length: table.nLayers }, (_, layer) => {
    let sum = 0;
    for (let pair = 0; pair < nPairs; pair++) {
      const a = vectorAt(table, pairs[2 * pair] as number, layer);
      const b = vectorAt(table, pairs[2 * pair + 1] as number, layer);
      sum += dot(a, b) / (norm(a) * norm(b));
    }
    return sum / nPairs;
  });
}

/**
 * Row pairs `[a₀, b₀, a₁, b₁, …]`, uniform over all ordered pairs of the given rows from different sentences; null where there
 * is none. One draw picks the first row by how many partners it has, the next one its partner, so no draw is ever thrown away.
 */
export function randomPairs(sentences: Int32Array, rows: readonly number[], nPairs: number, seed: number): Int32Array | null {
  const n = rows.length;
  const sorted = [...rows].sort((a, b) => (sentences[a] as number) - (sentences[b] as number) || a - b);
  const sentenceAt = (index: number): number => sentences[sorted[index] as number] as number;
  const blockStart = new Int32Array(n);
  const blockSize = new Int32Array(n);
  for (let start = 0, end = 0; start < n; start = end) {
    while (end < n && sentenceAt(end) === sentenceAt(start)) end++;
    blockStart.fill(start, start, end);
    blockSize.fill(end - start, start, end);
  }
  const nPartners = new Float64Array(n + 1); // running sum; up to n², too much for 32 bits
  for (let index = 0; index < n; index++) nPartners[index + 1] = (nPartners[index] as number) + n - (blockSize[index] as number);
  const total = nPartners[n] as number;
  if (total === 0) return null;
  const random = mulberry32(seed);
  const pairs = new Int32Array(2 * nPairs);
  for (let pair = 0; pair < nPairs; pair++) {
    const first = lastAtMost(nPartners, random() * total);
    const size = blockSize[first] as number;
    const other = randomBelow(random, n - size);
    const second = other < (blockStart[first] as number) ? other : other + size;
    pairs[2 * pair] = sorted[first] as number;
    pairs[2 * pair + 1] = sorted[second] as number;
  }
  return pairs;
}

/** Index i with `sums[i] <= value < sums[i + 1]`. */
function lastAtMost(sums: Float64Array, value: number): number {
  let low = 0;
  let high = sums.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((sums[middle] as number) <= value) low = middle;
    else high = middle;
  }
  return low;
}

/** Rows that have a vector at every layer. */
export function rowsWithVectors(table: VectorTable): number[] {
  const rows: number[] = [];
  for (let row = 0; row < table.nRows; row++) {
    let isThere = true;
    for (let layer = 0; layer < table.nLayers && isThere; layer++) isThere = norm(vectorAt(table, row, layer)) > 0;
    if (isThere) rows.push(row);
  }
  return rows;
}
