import { UMAP } from 'umap-js';
import { Failure } from '@contract/failure';
import type { ProjectionParameters } from '@contract/projection';
import type { Space } from './distance';
import { nearestNeighbours } from './neighbours';
import { pca } from './pca';
import { mulberry32 } from '@contract/prng';

export type UmapParameters = Pick<ProjectionParameters, 'nNeighbors' | 'minDist' | 'nComponents' | 'seed'>;

/** Where a layout stands; `total` counts rows while neighbours are searched, epochs while the layout moves. */
export interface UmapStep {
  readonly stage: 'neighbours' | 'layout';
  readonly done: number;
  readonly total: number;
}

/** Half the side of the box in which umap-learn starts a layout. */
const START_RADIUS = 10;

/**
 * UMAP (McInnes, Healy & Melville 2018) by umap-js 1.4.0, with two changes: neighbours are exact (umap-js approximates them), and the
 * layout starts from the first principal components, as umap-learn's `init="pca"` does, because umap-js's random start loses
 * the arrangement of the clusters. Yields between rows and epochs; returns `[n, nComponents]`. The same seed gives the same bytes.
 * @throws Failure 'bad-input' unless n > nNeighbors (which counts the row itself, as in umap-learn).
 */
export function* umap(space: Space, parameters: UmapParameters): Generator<UmapStep, Float32Array> {
  const { n, dim, values } = space;
  const { nNeighbors, minDist, nComponents, seed } = parameters;
  if (n <= nNeighbors) throw new Failure('bad-input', `Too few points for a map: ${nNeighbors + 1} needed, you have ${n}.`);
  if (nNeighbors < 2) throw new Failure('bad-input', `A map needs at least 2 neighbours, got ${nNeighbors}. Raise the number of neighbours.`);

  const search = nearestNeighbours(space, nNeighbors);
  let step = search.next();
  while (!step.done) {
    yield { stage: 'neighbours', done: step.value, total: n };
    step = search.next();
  }
  const { indices, distances } = step.value;

  const layout = new UMAP({ nNeighbors, minDist, nComponents, random: mulberry32(seed) });
  layout.setPrecomputedKNN(nested(indices, n, nNeighbors), nested(distances, n, nNeighbors));
  // Only the number of rows is read from here on: the neighbours are known.
  const nEpochs = layout.initializeFit(Array.from({ length: n }, () => []));
  const embedding = layout.getEmbedding();
  startFrom(embedding, pca({ values, n, dim }, nComponents).coordinates, nComponents, seed);
  for (let epoch = 0; epoch < nEpochs; epoch++) {
    layout.step();
    yield { stage: 'layout', done: epoch + 1, total: nEpochs };
  }
  return Float32Array.from(embedding.flat());
}

function nested(flat: Int32Array | Float32Array, n: number, k: number): number[][] {
  return Array.from({ length: n }, (_, row) => Array.from(flat.subarray(row * k, (row + 1) * k)));
}

/** Overwrites umap-js's random start in place: its rows are the very arrays that its epochs move. A little noise parts equal rows. */
function startFrom(embedding: number[][], start: Float32Array, nComponents: number, seed: number): void {
  const random = mulberry32(seed ^ 0x5eed);
  let largest = 0;
  for (const value of start) largest = Math.max(largest, Math.abs(value));
  const scale = largest === 0 ? 0 : START_RADIUS / largest;
  embedding.forEach((point, row) => {
    for (let axis = 0; axis < nComponents; axis++) point[axis] = (start[row * nComponents + axis] as number) * scale + (random() - 0.5) * 2e-2;
  });
}
