import type { MapQuality } from '@contract/projection';
import { makeSpace, type Metric, type Space } from './distance';
import { sampleIndices } from './sample';
import type { Rows } from './rows';

const K = 15;
const N_KEPT = 10;
const EXACT_LIMIT = 3000;
const SAMPLE = 2000;
const SAMPLE_SEED = 1;

/**
 * Trustworthiness and continuity (Venna & Kaski 2001), each 1 − 2 / (n k (2n − 3k − 1)) · Σᵢ Σⱼ (rank(i, j) − k), with k = 15 or
 * the largest k below n / 2; j runs over map neighbours that are no original neighbours (rank in the original space) and the reverse.
 * `neighboursKept` is the mean overlap of the 10 nearest in both, scaled to 10 where a row has fewer than 10 others.
 * Original distances use `metric`, map distances are Euclidean; equal distances rank in row order.
 * Above 3,000 rows a fixed sample of 2,000 rows stands for all, with neighbours and ranks among the sample.
 * Yields the rows done. Returns null for fewer than three rows, where no k is defined.
 */
export function* mapQuality(rows: Rows, coordinates: Float32Array, nComponents: number, metric: Metric): Generator<number, MapQuality | null> {
  const sampled = rows.n > EXACT_LIMIT ? sampleIndices(rows.n, SAMPLE, SAMPLE_SEED) : null;
  const original = makeSpace(sampled ? pickRows(rows, sampled) : rows, metric);
  const mapRows = { values: coordinates, n: rows.n, dim: nComponents };
  const map = makeSpace(sampled ? pickRows(mapRows, sampled) : mapRows, 'euclidean');
  return yield* compare(original, map);
}

function* compare(original: Space, map: Space): Generator<number, MapQuality | null> {
  const { n } = original;
  const k = Math.min(K, Math.ceil(n / 2) - 1);
  if (k < 1) return null;
  const nKept = Math.min(N_KEPT, n - 1);
  const inOriginal = new Float32Array(n);
  const inMap = new Float32Array(n);
  let intrusion = 0, extrusion = 0, kept = 0;
  for (let row = 0; row < n; row++) {
    original.distancesFrom(original, row, 0, n, inOriginal);
    map.distancesFrom(map, row, 0, n, inMap);
    const most = Math.max(k, nKept);
    const originalNearest = nearest(inOriginal, row, most);
    const mapNearest = nearest(inMap, row, most);
    intrusion += penalty(mapNearest, originalNearest, k, inOriginal, row);
    extrusion += penalty(originalNearest, mapNearest, k, inMap, row);
    const others = new Set(mapNearest.slice(0, nKept));
    for (const other of originalNearest.slice(0, nKept)) if (others.has(other)) kept++;
    yield row + 1;
  }
  const scale = 2 / (n * k * (2 * n - 3 * k - 1));
  return { k, trustworthiness: 1 - scale * intrusion, continuity: 1 - scale * extrusion, neighboursKept: (kept / (n * nKept)) * N_KEPT };
}

/** Σ (rank − k) over the first k of `candidates` that are not among the first k of `accepted`; ranks by `distances`. */
function penalty(candidates: Int32Array, accepted: Int32Array, k: number, distances: Float32Array, row: number): number {
  const known = new Set(accepted.slice(0, k));
  let sum = 0;
  for (const other of candidates.slice(0, k)) if (!known.has(other)) sum += rank(distances, row, other) - k;
  return sum;
}

function rank(distances: Float32Array, row: number, other: number): number {
  const distance = distances[other] as number;
  let before = 0;
  for (let index = 0; index < distances.length; index++) {
    const d = distances[index] as number;
    if ((d < distance || (d === distance && index < other)) && index !== row) before++;
  }
  return before + 1;
}

function nearest(distances: Float32Array, row: number, count: number): Int32Array {
  const kept = new Int32Array(count);
  let filled = 0;
  for (let index = 0; index < distances.length; index++) {
    const distance = distances[index] as number;
    if (index === row || (filled === count && distance >= (distances[kept[count - 1] as number] as number))) continue;
    let slot = filled < count ? filled++ : count - 1;
    for (; slot > 0 && (distances[kept[slot - 1] as number] as number) > distance; slot--) kept[slot] = kept[slot - 1] as number;
    kept[slot] = index;
  }
  return kept;
}

function pickRows({ values, dim }: Rows, picked: Int32Array): Rows {
  const out = new Float32Array(picked.length * dim);
  picked.forEach((from, to) => out.set(values.subarray(from * dim, (from + 1) * dim), to * dim));
  return { values: out, n: picked.length, dim };
}
