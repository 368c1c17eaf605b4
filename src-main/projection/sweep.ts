import { Failure } from '@contract/failure';
import type { MapQuality, ProjectionParameters, SweepCell } from '@contract/projection';
import { applyProcrustes, procrustes } from './align/procrustes';
import { nearestNeighbours } from './neighbours';
import { normaliseCoordinates } from './normalise';
import type { ProjectionStep } from './project';
import { measureMap, openMeasure, type MeasureSource } from './quality';
import { checkRows, type Rows } from '@vectors/rows';
import { sampleIndices } from './sample';
import { defaultEpochs } from './umap/edges';
import { fitAb } from './umap/fit-ab';
import { fuzzyGraphSteps, type Graph } from './umap/graph';
import { layoutSteps } from './umap/layout';
import { startSteps } from './umap/start';

/** What to sweep: `parameters` gives all but nNeighbors and minDist. The last `nExtra` rows (ghosts) are left out. */
export interface SweepInput extends Rows {
  readonly nExtra: number;
  readonly parameters: ProjectionParameters;
  readonly nNeighbors: readonly number[];
  readonly minDist: readonly number[];
}

export interface SweepStep extends ProjectionStep {
  /** Once a cell: when it is finished. */
  readonly cell?: SweepCell;
}

/** Rows of a small map; of more a fixed sample is swept. */
export const SWEEP_LIMIT = 2_000;
const SAMPLE_SEED = 1;

/**
 * UMAP maps over nNeighbors × minDist (nNeighbors outermost) with their quality: neighbours are searched once, for the largest nNeighbors, the
 * graph is made once a nNeighbors, all start from the same place, and each map is turned onto the first, so that small multiples can be compared.
 * @throws Failure 'bad-input' where nothing is to be swept, for another method than UMAP, for nNeighbors below 2 or not below the number of
 * rows, for minDist outside 0…spread, and rows with NaN.
 */
export function* sweepSteps(input: SweepInput): Generator<SweepStep, readonly SweepCell[]> {
  checkSweep(input);
  const { parameters, nNeighbors, minDist } = input;
  const { nComponents, metric, seed } = parameters;
  const total = nNeighbors.length * minDist.length;
  const { swept, rows } = sampled(input);
  const most = Math.max(...nNeighbors);
  const neighbours = yield* staged('neighbours', nearestNeighbours(swept, metric, Math.min(swept.n, most), { seed }));
  const source = yield* staged('quality', openMeasure(swept, metric, neighbours, 0, true));
  const cells: SweepCell[] = [];
  let start: Float32Array | null = null;
  for (const k of nNeighbors) {
    const graph: Graph = yield* staged('graph', fuzzyGraphSteps(neighbours, { ...parameters, nNeighbors: k }));
    start ??= yield* staged('start', startSteps({ rows: swept, graph, parameters }));
    for (const distance of minDist) {
      const coordinates = turnedOnto(cells[0], yield* lay(graph, start, { ...parameters, minDist: distance }, cells.length, total), nComponents);
      const quality = source === null ? null : yield* measured(source, coordinates, nComponents);
      const cell = { nNeighbors: k, minDist: distance, coordinates, nComponents, n: swept.n, quality, rows };
      cells.push(cell);
      yield { stage: 'quality', done: cells.length, total, cell };
    }
  }
  return cells;
}

function checkSweep(input: SweepInput): void {
  const { nNeighbors, minDist, parameters: { method, spread } } = input;
  checkRows(input);
  if (method !== 'umap') throw new Failure('bad-input', `The number of neighbours and the least distance are UMAP's; the method is ${method}. Choose UMAP.`);
  if (nNeighbors.length === 0 || minDist.length === 0) throw new Failure('bad-input', 'There is nothing to sweep. Give at least one number of neighbours and one least distance.');
  const n = Math.min(SWEEP_LIMIT, input.n - input.nExtra);
  for (const k of nNeighbors) {
    if (!Number.isInteger(k) || k < 2) throw new Failure('bad-input', `A map needs at least 2 neighbours, got ${k}. Raise the number of neighbours.`);
    if (n <= k) throw new Failure('bad-input', `Too few points for ${k} neighbours: ${k + 1} needed, you have ${n}. Lower the number of neighbours.`);
  }
  const odd = minDist.find((distance) => !(distance >= 0 && distance <= spread));
  if (odd !== undefined) throw new Failure('bad-input', `The least distance lies between 0 and the spread ${spread}, got ${odd}. Choose one in that range.`);
}

function sampled({ values, n, dim, nExtra }: SweepInput): { swept: Rows; rows: Int32Array | null } {
  const counted = n - nExtra;
  if (counted <= SWEEP_LIMIT) return { swept: { values: values.subarray(0, counted * dim), n: counted, dim }, rows: null };
  const rows = sampleIndices(counted, SWEEP_LIMIT, SAMPLE_SEED);
  const picked = new Float32Array(SWEEP_LIMIT * dim);
  rows.forEach((row, place) => picked.set(values.subarray(row * dim, (row + 1) * dim), place * dim));
  return { swept: { values: picked, n: SWEEP_LIMIT, dim }, rows };
}

function* lay(graph: Graph, start: Float32Array, parameters: ProjectionParameters, nDone: number, nCells: number): Generator<SweepStep, Float32Array> {
  const { nComponents, negativeSampleRate, repulsionStrength, seed, spread, minDist, nEpochs } = parameters;
  const steps = layoutSteps(graph, start, { nComponents, negativeSampleRate, repulsionStrength, seed, ...fitAb(spread, minDist), nEpochs: nEpochs ?? defaultEpochs(graph.n) });
  let step = steps.next();
  for (; step.done !== true; step = steps.next()) yield { stage: 'layout', done: nDone * step.value.total + step.value.done, total: nCells * step.value.total };
  return normaliseCoordinates(step.value, nComponents).coordinates;
}

function turnedOnto(first: SweepCell | undefined, coordinates: Float32Array, nComponents: number): Float32Array {
  return first === undefined ? coordinates : applyProcrustes(procrustes(first.coordinates, coordinates, nComponents), coordinates);
}

function* measured(source: MeasureSource, coordinates: Float32Array, nComponents: number): Generator<SweepStep, MapQuality | null> {
  return (yield* staged('quality', measureMap(source, coordinates, nComponents))).quality;
}

function* staged<Result>(stage: ProjectionStep['stage'], steps: Generator<{ done: number; total: number }, Result>): Generator<SweepStep, Result> {
  let step = steps.next();
  for (; step.done !== true; step = steps.next()) yield { stage, done: step.value.done, total: step.value.total };
  return step.value;
}
