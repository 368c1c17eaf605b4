import { UMAP } from 'umap-js';
import type { ProjectionParameters } from '@contract/projection';
import { mulberry32 } from '@contract/prng';
import { firstNeighbours } from './graph';
import type { Neighbours } from '../neighbours';

export type UmapJsParameters = Pick<
  ProjectionParameters,
  'nNeighbors' | 'minDist' | 'spread' | 'localConnectivity' | 'setOpMixRatio' | 'negativeSampleRate' | 'repulsionStrength' | 'nComponents' | 'seed'
> & { readonly nEpochs: number };

/** An epoch done; `coordinates` makes a copy, `[n, nComponents]`. */
export interface UmapJsStep {
  readonly done: number;
  readonly total: number;
  readonly coordinates: () => Float32Array<ArrayBuffer>;
}

/**
 * The reference engine, umap-js 1.4.0, on given neighbours. Its graph is made in one go, some seconds for 10,000 points; it yields between epochs.
 * @param start `[n, nComponents]`; null: umap-js's own random one.
 */
export function* umapJs(neighbours: Neighbours, start: Float32Array | null, parameters: UmapJsParameters): Generator<UmapJsStep, Float32Array> {
  const { seed, ...rest } = parameters;
  const { k, indices, distances } = firstNeighbours(neighbours, parameters.nNeighbors);
  const n = indices.length / k;
  const layout = new UMAP({ ...rest, random: mulberry32(seed) });
  layout.setPrecomputedKNN(nested(indices, n, k), nested(distances, n, k));
  // Only the number of rows is read from here on: the neighbours are known.
  const total = layout.initializeFit(Array.from({ length: n }, () => []));
  const embedding = layout.getEmbedding();
  if (start !== null) {
    // The embedding's rows are the very arrays that its epochs move.
    embedding.forEach((point, row) => {
      for (let axis = 0; axis < parameters.nComponents; axis++) point[axis] = start[row * parameters.nComponents + axis] as number;
    });
  }
  const coordinates = (): Float32Array<ArrayBuffer> => Float32Array.from(embedding.flat());
  for (let epoch = 1; epoch <= total; epoch++) {
    layout.step();
    yield { done: epoch, total, coordinates };
  }
  return coordinates();
}

function nested(flat: Int32Array | Float32Array, n: number, k: number): number[][] {
  return Array.from({ length: n }, (_, row) => Array.from(flat.subarray(row * k, (row + 1) * k)));
}
