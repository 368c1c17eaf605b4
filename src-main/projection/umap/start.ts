import type { ProjectionParameters } from '@contract/projection';
import { mulberry32, type Random } from '@contract/prng';
import { pcaSteps } from '../pca';
import { unitRowsSteps, type Rows } from '@vectors/rows';
import type { Graph } from './fuzzy-union';
import { spectralLayout } from './spectral';

export interface StartInput {
  readonly rows: Rows;
  readonly graph: Graph;
  readonly parameters: Pick<ProjectionParameters, 'init' | 'nComponents' | 'metric' | 'seed'>;
  /** `[n, nComponents]` in UMAP's own units: taken in place of what `init` names. Rows with NaN are put among their neighbours. */
  readonly start?: Float32Array | null;
}

/** Half the side of the box in which umap-learn starts a layout. */
const RADIUS = 10;
/** Passes of a large start's principal components: the layout soon forgets how exact they were. */
const ROUNDS = 2;
/** Parts points that start at one place, which no force could part. */
const NOISE = 1e-4;

/** Where a layout starts, `[n, nComponents]`, in UMAP's own units. Of rows under the cosine metric only the directions count. */
export function* startSteps({ rows, graph, parameters, start = null }: StartInput): Generator<{ done: number; total: number }, Float32Array> {
  const { init, nComponents, metric, seed } = parameters;
  const random = mulberry32(seed);
  if (start !== null) return filledIn(start, graph, nComponents, random);
  if (init === 'random') return Float32Array.from({ length: rows.n * nComponents }, () => (2 * random() - 1) * RADIUS);
  const units = metric === 'cosine' ? yield* ofTotal(unitRowsSteps(rows), rows.n) : rows;
  if (init === 'pca') return scaled((yield* pcaSteps(units, nComponents, ROUNDS)).coordinates, random);
  const laying = spectralLayout(units, graph, nComponents, random);
  let step = laying.next();
  for (let done = 1; step.done !== true; step = laying.next(), done++) yield { done, total: 0 };
  return scaled(step.value, random);
}

/** Makes the coordinate farthest from 0 as far as the box reaches, and adds the noise. */
function scaled(coordinates: Float32Array, random: Random): Float32Array {
  let most = 0;
  for (const value of coordinates) most = Math.max(most, Math.abs(value));
  const scale = most > 0 ? RADIUS / most : 0;
  return coordinates.map((value) => value * scale + (2 * random() - 1) * NOISE);
}

/** Rows that no neighbour leads to start at random in the box that the known ones fill. */
function filledIn(start: Float32Array, { n, heads, tails, weights }: Graph, nComponents: number, random: Random): Float32Array {
  const filled = start.slice();
  const isKnown = Uint8Array.from({ length: n }, (_, row) => (start.subarray(row * nComponents, (row + 1) * nComponents).every(Number.isFinite) ? 1 : 0));
  let nUnknown = isKnown.reduce((count, known) => count - known, n);
  const offsets = new Int32Array(n + 1);
  for (const head of heads) (offsets[head + 1] as number)++;
  for (let row = 0; row < n; row++) (offsets[row + 1] as number) += offsets[row] as number;
  // Round by round: first those beside known rows, then those beside these.
  for (let isGoing = nUnknown > 0; isGoing;) {
    const reached: number[] = [];
    for (let row = 0; row < n; row++) {
      if (isKnown[row] === 1) continue;
      const sums = new Float64Array(nComponents);
      let total = 0;
      for (let edge = offsets[row] as number; edge < (offsets[row + 1] as number); edge++) {
        const tail = tails[edge] as number;
        if (isKnown[tail] === 0) continue;
        total += weights[edge] as number;
        for (let axis = 0; axis < nComponents; axis++) (sums[axis] as number) += (weights[edge] as number) * (filled[tail * nComponents + axis] as number);
      }
      if (total === 0) continue;
      for (let axis = 0; axis < nComponents; axis++) filled[row * nComponents + axis] = (sums[axis] as number) / total + (2 * random() - 1) * NOISE;
      reached.push(row);
    }
    for (const row of reached) isKnown[row] = 1;
    nUnknown -= reached.length;
    isGoing = reached.length > 0 && nUnknown > 0;
  }
  if (nUnknown === 0) return filled;
  const box = extent(filled);
  for (let row = 0; row < n; row++) {
    if (isKnown[row] === 0) for (let axis = 0; axis < nComponents; axis++) filled[row * nComponents + axis] = box.low + (box.high - box.low) * random();
  }
  return filled;
}

function extent(coordinates: Float32Array): { low: number; high: number } {
  let low = Infinity, high = -Infinity;
  for (const value of coordinates) {
    if (!Number.isFinite(value)) continue;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return low < high ? { low, high } : { low: -RADIUS, high: RADIUS };
}

function* ofTotal<Result>(steps: Generator<number, Result>, total: number): Generator<{ done: number; total: number }, Result> {
  let step = steps.next();
  for (; step.done !== true; step = steps.next()) yield { done: step.value, total };
  return step.value;
}
