import type { MapQuality } from '@contract/projection';
import { N_AT_ONCE, openLines } from './distance-lines';
import { mapNeighbours } from './map-neighbours';
import { nearestNeighbours, type Metric, type Neighbours } from './neighbours';
import { nearestOf, RankCounter } from './ranks';
import type { Rows } from '@vectors/rows';
import { sampleIndices } from './sample';

/** What a map's measuring gives; both null for fewer than three measured rows, where no k is defined. */
export interface MapMeasure {
  readonly quality: MapQuality | null;
  /** `[rows.n]`, extra rows 0: see `Projection.distortion`. */
  readonly distortion: Float32Array | null;
}

export interface MeasureStep {
  readonly done: number;
  readonly total: number;
}

/** Between two pauses: some 10 ms at 50,000 rows. */
const ROWS_A_STEP = 8;
const K = 15;
const N_KEPT = 10;
const EXACT_LIMIT = 3_000;
/** Above the limit so many rows are measured that their products with all rows stay within this number of multiplications, */
const N_PRODUCTS = 1e10;
/** but never fewer or more than these. */
const LEAST_SAMPLE = 500, MOST_SAMPLE = 2_000;
const SAMPLE_SEED = 1;

/**
 * Trustworthiness and continuity (Venna & Kaski 2001), each 1 − 2 / (m k (2n − 3k − 1)) · Σᵢ Σⱼ (rank(i, j) − k), with k = 15 or
 * the largest k below n / 2; i runs over the m measured rows, j over map neighbours that are no original neighbours (rank in the original
 * space) and the reverse. `neighboursKept` is the mean overlap of the 10 nearest in both, scaled to 10 where a row has fewer than 10 others.
 * Distortion: the share of the k nearest that are not among the k nearest in the map, of every row.
 * Original distances use `metric`, map distances are Euclidean; equal distances rank in row order. Up to 3,000 rows all are measured; above,
 * a fixed sample, whose neighbours and ranks are those among all rows.
 * @param coordinates `[rows.n, nComponents]`.
 * @param neighbours known ones of these rows, each row itself first: with 16 or more a row they spare a search for the distortion; null: none known.
 * @param nExtra rows at the end (ghosts) that are neither measured nor counted as neighbours.
 */
export function* mapQuality(
  rows: Rows, coordinates: Float32Array, nComponents: number, metric: Metric, neighbours: Neighbours | null, nExtra = 0,
): Generator<MeasureStep, MapMeasure> {
  const source = yield* openMeasure(rows, metric, neighbours, nExtra);
  return source === null ? { quality: null, distortion: null } : yield* measureMap(source, coordinates, nComponents);
}

/** The original space of one or several maps of the same rows. */
export interface MeasureSource {
  readonly n: number;
  readonly nRows: number;
  readonly k: number;
  /** The measured rows. */
  readonly picked: Int32Array;
  /** Original distances (squared for the Euclidean metric) of the measured rows `from`…`to` − 1 to all counted ones. */
  lines(from: number, to: number): Generator<void, Float32Array>;
  /** k nearest others of every row, −1 where fewer are known: `[n, k]`; null: all rows are measured, which gives them. */
  readonly nearest: Int32Array | null;
}

/**
 * Prepares rows for {@link measureMap}; null for fewer than three.
 * @param keeps keeps the distances for the next map of the same rows: 4 × n² bytes where all rows are measured.
 */
export function* openMeasure(rows: Rows, metric: Metric, neighbours: Neighbours | null, nExtra = 0, keeps = false): Generator<MeasureStep, MeasureSource | null> {
  const n = rows.n - nExtra;
  const k = Math.min(K, Math.ceil(n / 2) - 1);
  if (k < 1) return null;
  const counted = { values: rows.values.subarray(0, n * rows.dim), n, dim: rows.dim };
  const nPicked = n <= EXACT_LIMIT ? n : Math.max(LEAST_SAMPLE, Math.min(MOST_SAMPLE, Math.floor(N_PRODUCTS / (n * rows.dim))));
  const picked = nPicked === n ? Int32Array.from({ length: n }, (_, row) => row) : sampleIndices(n, nPicked, SAMPLE_SEED);
  let nearest: Int32Array | null = null;
  if (nPicked < n) nearest = othersOf(neighbours !== null && neighbours.k > k ? neighbours : yield* nearestNeighbours(counted, metric, k + 1), n, k);
  const opening = openLines(counted, metric);
  let opened = opening.next();
  for (; opened.done !== true; opened = opening.next()) yield { done: 0, total: nPicked };
  const all = opened.value;
  const kept = keeps ? new Float32Array(nPicked * n) : null;
  const isKept = new Uint8Array(nPicked);
  return {
    n, nRows: rows.n, k, picked, nearest,
    *lines(from, to) {
      if (kept !== null && isKept[from] === 1) return kept.subarray(from * n, to * n);
      const found = yield* all.from(picked.subarray(from, to));
      kept?.set(found, from * n);
      isKept.fill(1, from, to);
      return found;
    },
  };
}

/** Measures one map: see {@link mapQuality}. */
export function* measureMap(source: MeasureSource, coordinates: Float32Array, nComponents: number): Generator<MeasureStep, MapMeasure> {
  const { n, nRows, k, picked, nearest } = source;
  const nCached = Math.min(N_KEPT, n - 1);
  const most = Math.max(k, nCached);
  const total = picked.length;
  const shown = coordinates.subarray(0, n * nComponents);
  const inMap = yield* mapNeighbours(shown, nComponents, most);
  const ranks = new RankCounter(most);
  const inOriginal = new Int32Array(most);
  const mapDistances = new Float64Array(n);
  const distortion = new Float32Array(nRows);
  let intrusion = 0, extrusion = 0, kept = 0;
  for (let from = 0; from < total; from += N_AT_ONCE) {
    const to = Math.min(total, from + N_AT_ONCE);
    const making = source.lines(from, to);
    let made = making.next();
    for (; made.done !== true; made = making.next()) yield { done: from, total };
    const block = made.value;
    for (let place = from; place < to; place++) {
      if ((place - from) % ROWS_A_STEP === ROWS_A_STEP - 1) yield { done: place, total };
      const row = picked[place] as number;
      const distances = block.subarray((place - from) * n, (place - from + 1) * n);
      const mapped = inMap.subarray(row * most, (row + 1) * most);
      nearestOf(distances, row, inOriginal);
      intrusion += excess(ranks, mapped, inOriginal, k, distances, row);
      const missing = countMissing(inOriginal, mapped, k);
      if (missing > 0) extrusion += excess(ranks, inOriginal, mapped, k, distancesInMap(shown, nComponents, row, mapDistances), row);
      kept += nCached - countMissing(inOriginal, mapped, nCached);
      if (nearest === null) distortion[row] = missing / k;
    }
    yield { done: to, total };
  }
  if (nearest !== null) fillDistortion(distortion, nearest, inMap, n, k, most);
  const scale = 2 / (total * k * (2 * n - 3 * k - 1));
  const quality = { k, trustworthiness: 1 - scale * intrusion, continuity: 1 - scale * extrusion, neighboursKept: (kept / (total * nCached)) * N_KEPT, nMeasured: total };
  return { quality, distortion };
}

/** Σ (rank − k) over the first k of `candidates` that are not among the first k of `accepted`; ranks by `distances`. */
function excess(ranks: RankCounter, candidates: Int32Array, accepted: Int32Array, k: number, distances: Float32Array | Float64Array, row: number): number {
  ranks.clear();
  for (let place = 0; place < k; place++) {
    const other = candidates[place] as number;
    if (!isAmong(accepted, k, other)) ranks.add(other, distances[other] as number);
  }
  return ranks.excess(distances, row, k);
}

/** How many of the first k of `wanted` (−1: unknown) are not among the first k of `found`. */
function countMissing(wanted: Int32Array, found: Int32Array, k: number): number {
  let missing = 0;
  for (let place = 0; place < k; place++) if (!isAmong(found, k, wanted[place] as number)) missing++;
  return missing;
}

function isAmong(rows: Int32Array, k: number, wanted: number): boolean {
  for (let place = 0; place < k; place++) if (rows[place] === wanted) return true;
  return false;
}

/** Squared, which ranks alike. */
function distancesInMap(coordinates: Float32Array, nComponents: number, row: number, out: Float64Array): Float64Array {
  for (let other = 0; other < out.length; other++) {
    let sum = 0;
    for (let axis = 0; axis < nComponents; axis++) {
      const difference = (coordinates[row * nComponents + axis] as number) - (coordinates[other * nComponents + axis] as number);
      sum += difference * difference;
    }
    out[other] = sum;
  }
  return out;
}

/** The first k others among the counted rows; a list with ghosts in it may hold fewer. */
function othersOf(neighbours: Neighbours, n: number, k: number): Int32Array {
  const others = new Int32Array(n * k).fill(-1);
  for (let row = 0; row < n; row++) {
    let place = row * k;
    for (let slot = row * neighbours.k; slot < (row + 1) * neighbours.k && place < (row + 1) * k; slot++) {
      const other = neighbours.indices[slot] as number;
      if (other !== row && other >= 0 && other < n) others[place++] = other;
    }
  }
  return others;
}

/** Each row against as many nearest in the map as are known in the original. */
function fillDistortion(distortion: Float32Array, nearest: Int32Array, inMap: Int32Array, n: number, k: number, most: number): void {
  for (let row = 0; row < n; row++) {
    const known = nearest.subarray(row * k, (row + 1) * k);
    let count = 0;
    while (count < k && known[count] !== -1) count++;
    if (count > 0) distortion[row] = countMissing(known, inMap.subarray(row * most, (row + 1) * most), count) / count;
  }
}
