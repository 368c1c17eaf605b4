import { mulberry32, type Random } from '@contract/prng';
import type { Rows } from '@vectors/rows';

export interface KMeansOptions {
  readonly k: number;
  readonly seed: number;
  /** Starts of which the best is kept; default 10. */
  readonly nStarts?: number;
  /** Rounds of a start at most; default 300. */
  readonly maxRounds?: number;
}

export interface KMeansFit {
  /** Cluster of every row, 0…k − 1, numbered by their first row. */
  readonly clusters: Int32Array;
  /** Sum of squared distances of the rows to the centres of their clusters. */
  readonly inertia: number;
}

/**
 * k-means (Lloyd 1982) from k-means++ starts (Arthur & Vassilvitskii 2007; of each centre several candidates are tried, as scikit-learn does). Rows of length 1
 * give clusters by cosine: their squared distance is twice one minus it. A cluster that loses all its rows takes the row farthest from its centre. Yields after every round.
 * @throws RangeError for fewer rows than clusters
 */
export function* kMeansSteps(rows: Rows, { k, seed, nStarts = 10, maxRounds = 300 }: KMeansOptions): Generator<undefined, KMeansFit> {
  if (rows.n < k) throw new RangeError(`${rows.n} rows are fewer than ${k} clusters`);
  const random = mulberry32(seed);
  let best: KMeansFit | null = null;
  for (let start = 0; start < nStarts; start++) {
    const found = yield* lloydSteps(rows, startCentres(rows, k, random), maxRounds);
    if (best === null || found.inertia < best.inertia) best = found;
  }
  const { clusters, inertia } = best as KMeansFit;
  return { clusters: inOrder(clusters), inertia };
}

/** Lloyd's rounds from given centres `[k, dim]`, which are moved. */
export function* lloydSteps(rows: Rows, centres: Float64Array, maxRounds: number): Generator<undefined, KMeansFit> {
  const { n, dim } = rows;
  const k = centres.length / dim;
  const clusters = new Int32Array(n).fill(-1);
  const distances = new Float64Array(n);
  for (let round = 0; ; round++) {
    let nMoved = 0;
    for (let row = 0; row < n; row++) {
      let [best, found] = [Infinity, 0];
      for (let cluster = 0; cluster < k; cluster++) {
        const distance = squared(rows, row, centres, cluster);
        if (distance < best) [best, found] = [distance, cluster];
      }
      if (clusters[row] !== found) nMoved++;
      clusters[row] = found;
      distances[row] = best;
    }
    const nFilled = fillEmpty(clusters, distances, k);
    if ((nMoved === 0 && nFilled === 0) || round >= maxRounds) return { clusters, inertia: distances.reduce((sum, one) => sum + one, 0) };
    moveCentres(rows, clusters, centres);
    yield;
  }
}

function startCentres(rows: Rows, k: number, random: Random): Float64Array {
  const { values, n, dim } = rows;
  const centres = new Float64Array(k * dim);
  const nTried = 2 + Math.floor(Math.log(k));
  const put = (cluster: number, row: number): void => { centres.set(values.subarray(row * dim, (row + 1) * dim), cluster * dim); };
  put(0, Math.floor(random() * n));
  let nearest = Float64Array.from({ length: n }, (_, row) => squared(rows, row, centres, 0));
  for (let cluster = 1; cluster < k; cluster++) {
    let best: { readonly row: number; readonly total: number; readonly nearest: Float64Array<ArrayBuffer> } | null = null;
    for (let tried = 0; tried < nTried; tried++) {
      const row = drawn(nearest, random);
      put(cluster, row);
      const next = nearest.map((distance, other) => Math.min(distance, squared(rows, other, centres, cluster)));
      const total = next.reduce((sum, one) => sum + one, 0);
      if (best === null || total < best.total) best = { row, total, nearest: next };
    }
    put(cluster, best?.row ?? 0);
    nearest = best?.nearest ?? nearest;
  }
  return centres;
}

/** A row, with the probability that its weight has among all; any row where all weights are 0. */
function drawn(weights: Float64Array, random: Random): number {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let left = random() * total;
  const found = weights.findIndex((weight) => (left -= weight) < 0);
  return found < 0 ? Math.floor(random() * weights.length) : found;
}

function fillEmpty(clusters: Int32Array, distances: Float64Array, k: number): number {
  const counts = new Int32Array(k);
  for (const cluster of clusters) counts[cluster] = (counts[cluster] as number) + 1;
  let nFilled = 0;
  for (let cluster = 0; cluster < k; cluster++) {
    if (counts[cluster] !== 0) continue;
    let far = -1;
    for (let row = 0; row < distances.length; row++) if ((counts[clusters[row] as number] as number) > 1 && (far < 0 || (distances[row] as number) > (distances[far] as number))) far = row;
    if (far < 0) continue;
    counts[clusters[far] as number] = (counts[clusters[far] as number] as number) - 1;
    clusters[far] = cluster;
    counts[cluster] = 1;
    distances[far] = 0;
    nFilled++;
  }
  return nFilled;
}

function moveCentres({ values, n, dim }: Rows, clusters: Int32Array, centres: Float64Array): void {
  const counts = new Float64Array(centres.length / dim);
  centres.fill(0);
  for (let row = 0; row < n; row++) {
    const cluster = clusters[row] as number;
    counts[cluster] = (counts[cluster] as number) + 1;
    for (let d = 0; d < dim; d++) centres[cluster * dim + d] = (centres[cluster * dim + d] as number) + (values[row * dim + d] as number);
  }
  for (let at = 0; at < centres.length; at++) centres[at] = (centres[at] as number) / Math.max(1, counts[Math.floor(at / dim)] as number);
}

function squared({ values, dim }: Rows, row: number, centres: Float64Array, cluster: number): number {
  let sum = 0;
  for (let d = 0, a = row * dim, b = cluster * dim; d < dim; d++, a++, b++) sum += ((values[a] as number) - (centres[b] as number)) ** 2;
  return sum;
}

/** Clusters numbered by the first row that each has. */
export function inOrder(clusters: ArrayLike<number>): Int32Array {
  const numbers = new Map<number, number>();
  return Int32Array.from(Array.from(clusters), (cluster) => {
    const known = numbers.get(cluster) ?? numbers.size;
    numbers.set(cluster, known);
    return known;
  });
}
