import { Failure } from '@contract/failure';
import type { Projection, ProjectionParameters } from '@contract/projection';
import { makeSpace } from './distance';
import { normaliseCoordinates } from './normalise';
import { pca } from './pca';
import { mapQuality } from './quality';
import { checkRows, unitRows, type Rows } from './rows';
import { umap } from './umap';

/** What to project. The last `nExtra` rows (ghosts) take part in the map, but neither in its quality nor in its scale. */
export interface ProjectionInput extends Rows {
  readonly nExtra: number;
  readonly parameters: ProjectionParameters;
}

export interface ProjectionStep {
  readonly stage: 'neighbours' | 'layout' | 'quality';
  readonly done: number;
  readonly total: number;
}

/**
 * Makes a map and measures it, one small step at a time, so that a caller can report, pause or stop between two steps.
 * Coordinates are normalised: centred, 95th percentile of the radius 1. PCA under the cosine metric works on rows of length 1.
 * @throws Failure 'bad-input' for NaN rows, wrong lengths, or n ≤ nNeighbors with UMAP.
 */
export function* projectionSteps(input: ProjectionInput): Generator<ProjectionStep, Projection> {
  const { values, n, dim, nExtra, parameters } = input;
  const { method, nComponents, metric } = parameters;
  checkRows(input);
  if (nExtra < 0 || nExtra > n) throw new Failure('bad-input', `Expected 0 to ${n} extra rows, got ${nExtra}. Check what is projected.`);
  const rows = { values, n, dim };
  const raw = method === 'pca' ? pca(metric === 'cosine' ? unitRows(rows) : rows, nComponents).coordinates : yield* umap(makeSpace(rows, metric), parameters);
  const coordinates = normaliseCoordinates(raw, nComponents, nExtra);
  const nMeasured = n - nExtra;
  const measured = { values: values.subarray(0, nMeasured * dim), n: nMeasured, dim };
  const measure = mapQuality(measured, coordinates.subarray(0, nMeasured * nComponents), nComponents, metric);
  let step = measure.next();
  while (!step.done) {
    yield { stage: 'quality', done: step.value, total: nMeasured };
    step = measure.next();
  }
  return { coordinates, n, parameters, quality: step.value };
}

/**
 * Runs {@link projectionSteps} to its end without a pause.
 * @param onStep called after each step; answers whether to go on.
 * @throws Failure 'cancelled' when `onStep` returned false, and what `projectionSteps` throws.
 */
export function project(input: ProjectionInput, onStep?: (step: ProjectionStep) => boolean): Projection {
  const steps = projectionSteps(input);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    if (onStep?.(step.value) === false) throw new Failure('cancelled', 'The map was cancelled. The previous one is unchanged.');
  }
}

/**
 * Runs {@link projectionSteps} in slices of `sliceMs`, giving the event loop a turn between two of them.
 * @param options `onStep` is called once a slice; `shouldCancel` is asked once a slice.
 * @throws Failure 'cancelled' when `shouldCancel` said so, and what `projectionSteps` throws.
 */
export async function projectInSlices(
  input: ProjectionInput,
  options: { readonly sliceMs?: number; readonly onStep?: (step: ProjectionStep) => void; readonly shouldCancel?: () => boolean },
): Promise<Projection> {
  const steps = projectionSteps(input);
  let sliceEnd = performance.now() + (options.sliceMs ?? 40);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    if (performance.now() < sliceEnd) continue;
    options.onStep?.(step.value);
    await new Promise((resolve) => setTimeout(resolve, 0));
    if (options.shouldCancel?.()) throw new Failure('cancelled', 'The map was cancelled. The previous one is unchanged.');
    sliceEnd = performance.now() + (options.sliceMs ?? 40);
  }
}
