import type { Projection, ProjectionParameters } from '@contract/projection';
import { openArena } from '@vectors/kernels/arena';
import { nearestNeighbours, type Neighbours } from '../neighbours';
import { normaliseCoordinates } from '../normalise';
import { mapQuality } from '../quality';
import { checkRows, type Rows } from '@vectors/rows';
import type { AlignedStep, ProjectionStep } from '../step';
import { defaultEpochs } from '../umap/edges';
import { fitAb } from '../umap/fit-ab';
import { fuzzyGraphSteps, type Graph } from '../umap/graph';
import { openLayout, type Layout } from '../umap/layout';
import { startSteps } from '../umap/start';
import { consensus } from './consensus';
import { neighbourChange } from './unfounded';

/** Share of the way to a twin at full alignment and full learning rate, per epoch. */
const MOST_PULL = 0.5;

/** Maps, and what changed between them: per step `[n]`, see {@link neighbourChange}; null: nobody knows. */
export interface LaidMaps {
  readonly maps: readonly Projection[];
  readonly changes: readonly Float32Array[] | null;
}

interface Slice {
  readonly rows: Rows;
  readonly neighbours: Neighbours;
  readonly graph: Graph;
}

/**
 * UMAP of all slices together: a fuzzy graph a slice, one start for all (the mean of the slices' own starts, turned onto one another), and
 * descents in step, where after each epoch every point goes a share of the way to its twins in the slices before and after. The share falls
 * with the learning rate. Pushes stay within a slice, so that each map alone is an ordinary UMAP.
 */
export function* jointMaps(slices: readonly Rows[], nExtra: number, parameters: ProjectionParameters, alignment: number): Generator<AlignedStep, LaidMaps> {
  const prepared: Slice[] = [];
  const starts: Float32Array[] = [];
  for (const [slice, rows] of slices.entries()) {
    checkRows(rows);
    const neighbours = yield* marked(slice, 'neighbours', nearestNeighbours(rows, parameters.metric, Math.min(rows.n, Math.max(parameters.nNeighbors, LEAST_SEARCHED)), { seed: parameters.seed }));
    const graph = yield* marked(slice, 'graph', fuzzyGraphSteps(neighbours, parameters));
    starts.push(yield* marked(slice, 'start', startSteps({ rows, graph, parameters })));
    prepared.push({ rows, neighbours, graph });
  }
  const layouts = yield* descend(prepared, consensus(starts, parameters.nComponents), nExtra, parameters, alignment);
  const maps: Projection[] = [], changes: Float32Array[] = [];
  for (const [slice, { rows, neighbours }] of prepared.entries()) {
    const before = prepared[slice - 1];
    if (before !== undefined) changes.push(neighbourChange(before.neighbours, neighbours, rows.n - nExtra));
    const { coordinates, unit } = normaliseCoordinates((layouts[slice] as Layout).coordinates(), parameters.nComponents, nExtra);
    const { quality, distortion } = yield* marked(slice, 'quality', mapQuality(rows, coordinates, parameters.nComponents, parameters.metric, neighbours, nExtra));
    maps.push({ coordinates, n: rows.n, parameters, quality, distortion, neighbourRecall: neighbours.recall, unit });
  }
  return { maps, changes };
}

/** The measuring wants 15 others of each row, whatever the graph wants. */
const LEAST_SEARCHED = 16;

function* descend(slices: readonly Slice[], start: Float32Array, nExtra: number, parameters: ProjectionParameters, alignment: number): Generator<AlignedStep, Layout[]> {
  const { nComponents, negativeSampleRate, repulsionStrength, seed, spread, minDist } = parameters;
  const nEpochs = parameters.nEpochs ?? defaultEpochs((start.length / nComponents) * slices.length);
  const layoutParameters = { nComponents, negativeSampleRate, repulsionStrength, seed, ...fitAb(spread, minDist), nEpochs };
  const arena = openArena();
  const layouts = slices.map(({ graph }) => openLayout(graph, start, layoutParameters, { arena }));
  const total = nEpochs * layouts.length;
  for (let epoch = 0; epoch < nEpochs; epoch++) {
    for (const [slice, layout] of layouts.entries()) {
      while (!layout.advance()) yield liveStep(slice, layout, epoch * layouts.length + slice, total, nExtra);
      yield liveStep(slice, layout, epoch * layouts.length + slice + 1, total, nExtra);
    }
    // Both ways in turn, so that no slice leads.
    if (alignment > 0 && epoch % 2 === 0) for (let slice = 1; slice < layouts.length; slice++) pullTogether(layouts[slice - 1] as Layout, layouts[slice] as Layout, alignment);
    if (alignment > 0 && epoch % 2 === 1) for (let slice = layouts.length - 1; slice > 0; slice--) pullTogether(layouts[slice] as Layout, layouts[slice - 1] as Layout, alignment);
  }
  return layouts;
}

function pullTogether(a: Layout, b: Layout, alignment: number): void {
  a.pull(b, alignment * MOST_PULL);
  b.pull(a, alignment * MOST_PULL);
}

function liveStep(slice: number, layout: Layout, done: number, total: number, nExtra: number): AlignedStep {
  return {
    stage: 'layout', slice, done, total,
    get coordinates() { return normaliseCoordinates(layout.coordinates(), layout.nComponents, nExtra).coordinates; },
  };
}

function* marked<Result>(slice: number, stage: ProjectionStep['stage'], steps: Generator<{ done: number; total: number }, Result>): Generator<AlignedStep, Result> {
  let step = steps.next();
  for (; step.done !== true; step = steps.next()) yield { stage, slice, done: step.value.done, total: step.value.total };
  return step.value;
}
