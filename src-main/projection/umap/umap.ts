import type { ProjectionParameters } from '@contract/projection';
import { nearestNeighbours, type Neighbours } from '../neighbours';
import type { Rows } from '@vectors/rows';
import { liveStep, staged, type ProjectionStep } from '../step';
import { defaultEpochs } from './edges';
import { fitAb } from './fit-ab';
import { fuzzyGraphSteps } from './graph';
import { layoutSteps } from './layout';
import { startSteps } from './start';
import { umapJs } from './umap-js';

export interface UmapInput {
  readonly rows: Rows;
  readonly nExtra: number;
  readonly parameters: ProjectionParameters;
  /** The distances of `rows` are d, those that count are d² / 2. */
  readonly isHalvedSquare: boolean;
  readonly start?: Float32Array | null;
  readonly neighbours?: Neighbours | null;
  readonly learningRate?: number;
}

/** The measuring wants 15 others of each row, whatever the graph wants. */
const LEAST_SEARCHED = 16;

/**
 * UMAP (McInnes, Healy & Melville 2018) of more than nNeighbors rows, by Contexture's engine or by umap-js on the same neighbours.
 * Returns coordinates `[n, nComponents]` in UMAP's own units, and the neighbours of each row.
 */
export function* umapSteps(input: UmapInput): Generator<ProjectionStep, { coordinates: Float32Array; neighbours: Neighbours }> {
  const { rows, parameters, isHalvedSquare } = input;
  const { nNeighbors, metric, seed, method } = parameters;
  const found = input.neighbours ?? (yield* staged('neighbours', nearestNeighbours(rows, metric, Math.min(rows.n, Math.max(nNeighbors, LEAST_SEARCHED)), { seed })));
  const neighbours = isHalvedSquare ? { ...found, distances: found.distances.map((distance) => (distance * distance) / 2) } : found;
  const coordinates = method === 'umap' ? yield* ownEngine(input, neighbours) : yield* referenceEngine(input, neighbours);
  return { coordinates, neighbours };
}

function* ownEngine({ rows, nExtra, parameters, start = null, learningRate }: UmapInput, neighbours: Neighbours): Generator<ProjectionStep, Float32Array> {
  const { nComponents, negativeSampleRate, repulsionStrength, seed, spread, minDist } = parameters;
  const graph = yield* staged('graph', fuzzyGraphSteps(neighbours, parameters));
  const from = yield* staged('start', startSteps({ rows, graph, parameters, start }));
  const steps = layoutSteps(graph, from, {
    nComponents, negativeSampleRate, repulsionStrength, seed, ...fitAb(spread, minDist), nEpochs: parameters.nEpochs ?? defaultEpochs(rows.n),
    ...(learningRate === undefined ? {} : { learningRate }),
  });
  let step = steps.next();
  for (; step.done !== true; step = steps.next()) {
    const { done, total, layout } = step.value;
    yield layout === null ? { stage: 'layout', done, total } : liveStep(done, total, () => layout.coordinates(), nComponents, nExtra);
  }
  return step.value;
}

function* referenceEngine({ rows, nExtra, parameters, start = null }: UmapInput, neighbours: Neighbours): Generator<ProjectionStep, Float32Array> {
  const { nComponents, init } = parameters;
  let from: Float32Array | null = null;
  if (start !== null || init !== 'random') {
    const graph = yield* staged('graph', fuzzyGraphSteps(neighbours, parameters));
    from = yield* staged('start', startSteps({ rows, graph, parameters, start }));
  }
  const steps = umapJs(neighbours, from, { ...parameters, nEpochs: parameters.nEpochs ?? defaultEpochs(rows.n) });
  let step = steps.next();
  for (; step.done !== true; step = steps.next()) {
    const { done, total, coordinates } = step.value;
    yield liveStep(done, total, coordinates, nComponents, nExtra);
  }
  return step.value;
}
