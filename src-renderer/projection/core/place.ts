import { Failure } from '@contract/failure';
import { makeSpace, type Metric } from './distance';
import { checkRows, type Rows } from './rows';

/** A finished map: `coordinates` is `[rows.n, nComponents]`. */
export interface PlacedMap {
  readonly rows: Rows;
  readonly coordinates: Float32Array;
  readonly nComponents: number;
}

/**
 * Places new rows in a finished map without moving it: the mean of the k nearest rows' coordinates, weighted by UMAP's membership
 * exp(−max(0, d − ρ) / σ), with ρ the nearest distance and σ such that the weights sum to log₂ k (McInnes et al. 2018, section 3.1).
 * Deterministic, each row on its own; a row equal to known rows lands on their mean. Returns `[added.n, nComponents]`.
 * @param k neighbours to use, cut to the number of rows.
 * @throws Failure 'bad-input' for an empty map, different widths, or rows with NaN.
 */
export function placeRows(map: PlacedMap, added: Rows, metric: Metric, k: number): Float32Array {
  checkRows(added);
  if (map.rows.n === 0) throw new Failure('bad-input', 'There is no map yet to place a point in. Compute a map first.');
  if (map.rows.dim !== added.dim) throw new Failure('bad-input', `The map was made from ${map.rows.dim} numbers a row, the new row has ${added.dim}. Use the same model and layer.`);
  const known = makeSpace(map.rows, metric);
  const fresh = makeSpace(added, metric);
  const { nComponents, coordinates } = map;
  const nUsed = Math.max(1, Math.min(k, map.rows.n));
  const distances = new Float32Array(map.rows.n);
  const out = new Float32Array(added.n * nComponents);
  for (let row = 0; row < added.n; row++) {
    known.distancesFrom(fresh, row, 0, map.rows.n, distances);
    const order = Array.from(distances.keys()).sort((a, b) => (distances[a] as number) - (distances[b] as number) || a - b);
    const nEqual = order.findIndex((index) => (distances[index] as number) > 0);
    const used = order.slice(0, nEqual === 0 ? nUsed : nEqual === -1 ? map.rows.n : nEqual);
    const weights = membership(used.map((index) => distances[index] as number));
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    used.forEach((index, place) => {
      for (let axis = 0; axis < nComponents; axis++) (out[row * nComponents + axis] as number) += ((weights[place] as number) / total) * (coordinates[index * nComponents + axis] as number);
    });
  }
  return out;
}

/** UMAP's weights of ascending distances; all 1 where they are all equal. */
export function membership(distances: readonly number[]): number[] {
  const rho = distances[0] ?? 0;
  const target = Math.log2(Math.max(2, distances.length));
  let low = 0, high = Infinity, sigma = 1;
  const at = (s: number): number[] => distances.map((d) => Math.exp(-(d - rho) / s));
  for (let iteration = 0; iteration < 64; iteration++) {
    const sum = at(sigma).reduce((total, weight) => total + weight, 0);
    if (Math.abs(sum - target) < 1e-5) break;
    if (sum > target) high = sigma;
    else low = sigma;
    sigma = high === Infinity ? sigma * 2 : (low + high) / 2;
  }
  const last = distances[distances.length - 1] ?? rho;
  return last > rho ? at(Math.max(sigma, 1e-3 * (last - rho))) : distances.map(() => 1);
}
