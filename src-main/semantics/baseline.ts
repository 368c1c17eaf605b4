import { QUANTILE_LEVELS } from '@contract/model-card';
import { mulberry32, randomBelow } from '@contract/prng';
import { clampDistance, dot, norm } from '@vectors/cosine';
import { vectorAt, type VectorTable } from '@vectors/vector-table';

/** What random pairs of occurrences are like, per layer. */
export interface RandomPairs {
  /** Mean cosine, −1…1. */
  readonly meanCosine: readonly number[];
  /** `[nLayers][levels]`: quantiles of the cosine distance at {@link QUANTILE_LEVELS}, ascending, 0…2. */
  readonly quantiles: readonly (readonly number[])[];
}

/**
 * Cosines of random pairs of occurrences from different sentences, per layer. Their mean is the anisotropy baseline of Ethayarajh 2019
 * (section 3.3), beside which a raw similarity is read. The same pairs serve every layer. Rows without a vector at some layer
 * take no part.
 * @param sentences sentence number of each row (see `sentenceIds`)
 * @param nPairs how many pairs are drawn, with replacement
 * @returns null where there are no two sentences to draw from
 */
export function measureRandomPairs(table: VectorTable, sentences: Int32Array, nPairs: number, seed: number): RandomPairs | null {
  const pairs = randomPairs(sentences, rowsWithVectors(table), nPairs, seed);
  if (pairs === null) return null;
  const layers = Array.from({ length: table.nLayers }, (_, layer) => {
    let sum = 0;
    const distances = new Float64Array(nPairs);
    for (let pair = 0; pair < nPairs; pair++) {
      const a = vectorAt(table, pairs[2 * pair] as number, layer);
      const b = vectorAt(table, pairs[2 * pair + 1] as number, layer);
      const cosine = dot(a, b) / (norm(a) * norm(b));
      sum += cosine;
      distances[pair] = clampDistance(1 - cosine);
    }
    distances.sort();
    return { mean: sum / nPairs, quantiles: QUANTILE_LEVELS.map((level) => quantileOf(distances, level)) };
  });
  return { meanCosine: layers.map(({ mean }) => mean), quantiles: layers.map(({ quantiles }) => quantiles) };
}

/** Linear between order statistics (Hyndman and Fan's seventh, NumPy's default), to a hundred-thousandth. */
function quantileOf(sorted: Float64Array, level: number): number {
  const at = level * (sorted.length - 1);
  const below = Math.floor(at);
  const [low, high] = [sorted[below] as number, sorted[Math.min(below + 1, sorted.length - 1)] as number];
  return Math.round((low + (at - below) * (high - low)) * 1e5) / 1e5;
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
