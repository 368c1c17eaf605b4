import { drained } from '@contract/steps';
import type { ProjectionParameters } from '@contract/projection';
import type { Neighbours } from '../neighbours';
import { fuzzyUnion, type Graph } from './fuzzy-union';
import { membershipStrengths } from './membership';
import { smoothKnnDist } from './smooth-knn-dist';

export type { Graph } from './fuzzy-union';
export type GraphParameters = Pick<ProjectionParameters, 'nNeighbors' | 'localConnectivity' | 'setOpMixRatio'>;

/**
 * UMAP's fuzzy simplicial set of a neighbour graph. Of more than nNeighbors neighbours a row only the first nNeighbors count, so that
 * several settings can share one search. Yields the rows done.
 */
export function* fuzzyGraphSteps(neighbours: Neighbours, parameters: GraphParameters): Generator<{ done: number; total: number }, Graph> {
  const { k, indices, distances } = firstNeighbours(neighbours, parameters.nNeighbors);
  const total = indices.length / k;
  const scales = smoothKnnDist(distances, k, parameters.localConnectivity);
  let step = scales.next();
  for (; step.done !== true; step = scales.next()) yield { done: step.value, total };
  const { sigmas, rhos } = step.value;
  const strengths = yield* counted(membershipStrengths(indices, distances, k, sigmas, rhos), total);
  return yield* counted(fuzzyUnion(indices, strengths, total, parameters.setOpMixRatio), total);
}

/** Steps after the last row. */
function* counted<Result>(steps: Generator<void, Result>, total: number): Generator<{ done: number; total: number }, Result> {
  let step = steps.next();
  for (; step.done !== true; step = steps.next()) yield { done: total, total };
  return step.value;
}

/** {@link fuzzyGraphSteps} run to its end. */
export function fuzzyGraph(neighbours: Neighbours, parameters: GraphParameters): Graph {
  return drained(fuzzyGraphSteps(neighbours, parameters));
}

/** The first `k` neighbours of every row; the same object where there are no more. */
export function firstNeighbours(neighbours: Neighbours, k: number): Neighbours {
  if (neighbours.k <= k) return neighbours;
  const n = neighbours.indices.length / neighbours.k;
  const indices = new Int32Array(n * k);
  const distances = new Float32Array(n * k);
  for (let row = 0; row < n; row++) {
    const from = row * neighbours.k;
    indices.set(neighbours.indices.subarray(from, from + k), row * k);
    distances.set(neighbours.distances.subarray(from, from + k), row * k);
  }
  return { ...neighbours, k, indices, distances };
}
