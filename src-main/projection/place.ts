import { drained } from '@contract/steps';
import { Failure } from '@contract/failure';
import type { ProjectionParameters } from '@contract/projection';
import { nearestAmong, prepareSearch, type PreparedSearch } from './neighbours';
import { checkRows, type Rows } from '@vectors/rows';
import { exp } from './umap/exp-log';
import { smoothKnnDist } from './umap/smooth-knn-dist';

/** A finished map; its coordinates are only read. */
export interface PlacedMap {
  /** `[n, nComponents]`. */
  readonly coordinates: Float32Array;
  readonly nComponents: number;
  readonly parameters: ProjectionParameters;
  /** UMAP's length of one unit of the map; null for methods without one. */
  readonly unit: number | null;
}

/** A row of the map and its distance from the new row, 0 or more. */
export interface PlacingNeighbour {
  readonly row: number;
  readonly distance: number;
}

/** Of the geometric median: by then it moves by less than a picture shows. */
const N_STEPS = 50;
/** In UMAP's units: a place on a row's own is not divided by 0. */
const LEAST_DISTANCE = 0.001;

/** New rows' nearest rows of the map, nearest first: `rows` and `distances` are `[n, k]`. */
interface Found {
  readonly k: number;
  readonly rows: Int32Array;
  readonly distances: Float32Array;
}

/** A map that new rows can be placed in, again and again. */
export interface Placement {
  readonly map: PlacedMap;
  /** Null once it is freed. */
  search: PreparedSearch | null;
}

/**
 * Keeps a map's rows ready for searches: a copy of them.
 * @param rows those of the map; ghosts at its end may be missing.
 * @throws Failure 'bad-input' for an empty map.
 */
export function preparePlacement(map: PlacedMap, rows: Rows): Placement {
  if (rows.n === 0) throw new Failure('bad-input', 'There is no map yet to place a point in. Compute a map first.');
  const shown = { ...map, coordinates: map.coordinates.subarray(0, rows.n * map.nComponents) };
  return { map: shown, search: prepareSearch(rows, map.parameters.metric) };
}

/** Gives the copy of the rows back. */
export function freePlacement(placement: Placement): void {
  placement.search = null;
}

/**
 * Places new rows without moving the map, each as if it were alone: at the mean of its nearest rows' coordinates, weighted by UMAP's memberships; in a UMAP map at
 * their weighted geometric median, which stays with most of them where a mean would fall between two groups. No descent follows: see WHY.md.
 * A row equal to known rows lands on the mean of the nearest of them. Returns `[added.n, nComponents]`.
 * @throws Failure 'bad-input' for another width or rows with NaN.
 */
export function placeRows({ map, search }: Placement, added: Rows): Float32Array {
  if (search === null) throw new Failure('internal', 'This placement was freed. Prepare it again.');
  checkRows(added);
  if (search.dim !== added.dim) throw new Failure('bad-input', `The map was made from ${search.dim} numbers a row, the new row has ${added.dim}. Use the same model and layer.`);
  const { k, indices, distances } = nearestAmong(search, added, neighboursUsed(map.parameters, search.n));
  return settle(map, { k, rows: indices, distances }, added.n);
}

/**
 * Places one row whose nearest rows are known, as {@link placeRows} does. Returns `[nComponents]`.
 * @param neighbours nearest first; those beyond nNeighbors − 1 are not looked at.
 * @throws Failure 'bad-input' where no neighbour is given.
 */
export function placeAmong(map: PlacedMap, neighbours: readonly PlacingNeighbour[]): Float32Array {
  if (neighbours.length === 0) throw new Failure('bad-input', 'A point without neighbours has no place in the map. Compute a map of rows like it.');
  const used = neighbours.slice(0, neighboursUsed(map.parameters, neighbours.length));
  return settle(map, { k: used.length, rows: Int32Array.from(used, ({ row }) => row), distances: Float32Array.from(used, ({ distance }) => distance) }, 1);
}

/** The new row itself is one of UMAP's neighbours. */
function neighboursUsed({ nNeighbors }: ProjectionParameters, nKnown: number): number {
  return Math.max(1, Math.min(nNeighbors - 1, nKnown));
}

/** The places of n rows, `[n, nComponents]`. */
function settle(map: PlacedMap, found: Found, n: number): Float32Array {
  const { nComponents, unit, parameters: { localConnectivity } } = map;
  const placed = new Float32Array(n * nComponents);
  for (let row = 0; row < n; row++) {
    const rows = found.rows.subarray(row * found.k, (row + 1) * found.k), distances = found.distances.subarray(row * found.k, (row + 1) * found.k);
    const weights = placingWeights(distances, localConnectivity);
    // What equals a known row stays on it.
    placed.set(unit !== null && distances[0] !== 0 ? geometricMedian(map, unit, rows, weights) : weightedMean(map, rows, weights), row * nComponents);
  }
  return placed;
}

/**
 * UMAP's memberships exp(−max(0, d − ρ) / σ) of a new row that is its own first neighbour, scaled so that the largest is 1 (`[k]`).
 * Where some rows equal it, those count alone.
 */
function placingWeights(distances: Float32Array, localConnectivity: number): Float64Array {
  if (distances[0] === 0) return Float64Array.from(distances, (distance) => (distance === 0 ? 1 : 0));
  const withItself = new Float32Array(distances.length + 1);
  withItself.set(distances, 1);
  const { sigmas, rhos } = drained(smoothKnnDist(withItself, withItself.length, localConnectivity));
  const sigma = sigmas[0] as number, rho = rhos[0] as number;
  const least = Math.max(0, (distances[0] as number) - rho);
  return Float64Array.from(distances, (distance) => exp(-(Math.max(0, distance - rho) - least) / sigma));
}

function weightedMean({ coordinates, nComponents }: PlacedMap, rows: Int32Array, weights: Float64Array): Float64Array {
  const mean = new Float64Array(nComponents);
  let total = 0;
  for (const weight of weights) total += weight;
  rows.forEach((row, place) => {
    for (let axis = 0; axis < nComponents; axis++) (mean[axis] as number) += ((weights[place] as number) / total) * (coordinates[row * nComponents + axis] as number);
  });
  return mean;
}

/** Where the weighted sum of distances to the rows' places is least (Weiszfeld 1937): means again and again, each row's weight divided by its distance from the last one. */
function geometricMedian(map: PlacedMap, unit: number, rows: Int32Array, weights: Float64Array): Float64Array {
  const { coordinates, nComponents } = map;
  let median = weightedMean(map, rows, weights);
  for (let step = 0; step < N_STEPS; step++) {
    median = weightedMean(map, rows, weights.map((weight, place) => {
      let squared = 0;
      for (let axis = 0; axis < nComponents; axis++) squared += ((median[axis] as number) - (coordinates[(rows[place] as number) * nComponents + axis] as number)) ** 2;
      return weight / Math.max(LEAST_DISTANCE, unit * Math.sqrt(squared));
    }));
  }
  return median;
}
