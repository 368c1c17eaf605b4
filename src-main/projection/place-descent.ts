import { mulberry32 } from '@contract/prng';
import { power } from './umap/exp-log';
import type { Curve } from './umap/fit-ab';

/** UMAP's forces, in UMAP's own units (McInnes, Healy & Melville 2018, section 4.2). */
export interface Forces extends Curve {
  readonly negativeSampleRate: number;
  readonly repulsionStrength: number;
}

/** A new point's neighbours in the map and its edges' weights, 0…1, the largest 1. */
export interface PlacingEdges {
  readonly rows: Int32Array;
  readonly weights: Float64Array;
}

const N_EPOCHS = 30;
/** Of the first epoch, falling evenly to 0: a point that starts among its neighbours has no long way to go. */
const LEARNING_RATE = 0.5;
const MOST_STEP = 4;
/** Keeps the push of two points that coincide finite; umap-learn's. */
const LEAST_SQUARED = 0.001;

/**
 * Lets one new point settle among fixed ones: each neighbour pulls in so many of the epochs as its weight says, and after each pull random points of
 * the map push. In double precision and on a random stream of its own, so that the point lands on the same place alone and in a batch.
 * Few moves: the tables and kernels of whole layouts would cost more than they save.
 * @param point its start, `[nComponents]`; moved in place.
 * @param coordinates of the map, `[n, nComponents]`, in units of `unit` UMAP units, as is `point`.
 */
export function descendOne(point: Float64Array, coordinates: Float32Array, unit: number, { rows, weights }: PlacingEdges, forces: Forces, seed: number): void {
  const nComponents = point.length, n = coordinates.length / nComponents;
  const { a, b, negativeSampleRate, repulsionStrength } = forces;
  const random = mulberry32(seed);
  const apart = new Float64Array(nComponents);
  /** Writes `apart`, in UMAP's units, and returns its square. */
  const measure = (row: number): number => {
    let squared = 0;
    for (let axis = 0; axis < nComponents; axis++) {
      const difference = unit * ((point[axis] as number) - (coordinates[row * nComponents + axis] as number));
      apart[axis] = difference;
      squared += difference * difference;
    }
    return squared;
  };
  const move = (coefficient: number, alpha: number): void => {
    for (let axis = 0; axis < nComponents; axis++) {
      const step = Math.max(-MOST_STEP, Math.min(MOST_STEP, coefficient * (apart[axis] as number)));
      (point[axis] as number) += (alpha * step) / unit;
    }
  };
  const next = weights.map((weight) => 1 / weight);
  const nextPush = next.map((period) => period / negativeSampleRate);
  for (let epoch = 1; epoch <= N_EPOCHS; epoch++) {
    const alpha = LEARNING_RATE * (1 - (epoch - 1) / N_EPOCHS);
    for (let edge = 0; edge < rows.length; edge++) {
      if ((next[edge] as number) > epoch) continue;
      const period = 1 / (weights[edge] as number);
      (next[edge] as number) += period;
      const squared = measure(rows[edge] as number);
      if (squared > 0) {
        const curve = a * power(squared, b);
        move((-2 * b * curve) / (squared * (1 + curve)), alpha);
      }
      if (negativeSampleRate === 0) continue;
      for (; (nextPush[edge] as number) <= epoch; (nextPush[edge] as number) += period / negativeSampleRate) {
        const pushed = measure(Math.floor(random() * n));
        move((2 * repulsionStrength * b) / ((LEAST_SQUARED + pushed) * (1 + a * power(pushed, b))), alpha);
      }
    }
  }
}
