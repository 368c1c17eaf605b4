import { UMAP } from 'umap-js';
import { cosine, euclidean } from 'umap-js/dist/umap.js';
import type { ProjectionParameters } from '../../src-main/contract/projection';
import { mulberry32 } from '../../src-main/contract/prng';
import type { Rows } from '../../src-main/vectors/rows';

/** What the reference engine keeps to itself, and the benchmark takes the time of. */
interface Opened {
  nearestNeighbors(rows: number[][]): { knnIndices: number[][]; knnDistances: number[][] };
}

export interface ReferenceMap {
  readonly coordinates: Float32Array;
  readonly neighbours: Int32Array;
  readonly stagesMs: { readonly neighbours: number; readonly graphAndStart: number; readonly layout: number };
  /** The map as it is by now: `transform` may move it. */
  coordinatesNow(): Float32Array;
  transform(rows: Rows): Float32Array;
}

const nested = ({ values, n, dim }: Rows): number[][] => Array.from({ length: n }, (_, row) => Array.from(values.subarray(row * dim, (row + 1) * dim)));

/** umap-js as its own page shows it: arrays of arrays, its own search and its random start. Making those arrays is not counted. */
export function fitReference(rows: Rows, parameters: ProjectionParameters, nEpochs: number): ReferenceMap {
  const { nNeighbors, minDist, spread, nComponents, metric, seed } = parameters;
  const map = new UMAP({ nNeighbors, minDist, spread, nComponents, nEpochs, distanceFn: metric === 'cosine' ? cosine : euclidean, random: mulberry32(seed) });
  const opened = map as unknown as Opened;
  const search = opened.nearestNeighbors.bind(map);
  let neighboursMs = 0;
  let neighbours = new Int32Array(0);
  opened.nearestNeighbors = (input) => {
    const started = performance.now();
    const found = search(input);
    neighboursMs = performance.now() - started;
    neighbours = Int32Array.from(found.knnIndices.flat());
    return found;
  };
  const input = nested(rows);
  const started = performance.now();
  map.initializeFit(input);
  const initialised = performance.now();
  for (let epoch = 0; epoch < nEpochs; epoch++) map.step();
  const layout = performance.now() - initialised;
  const coordinatesNow = (): Float32Array => Float32Array.from(map.getEmbedding().flat());
  return {
    coordinates: coordinatesNow(), coordinatesNow, neighbours,
    stagesMs: { neighbours: neighboursMs, graphAndStart: initialised - started - neighboursMs, layout },
    transform: (added) => Float32Array.from(map.transform(nested(added)).flat()),
  };
}
