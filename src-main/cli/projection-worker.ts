// The CLI's own projection worker: the engine keeps its thread busy, so it runs beside the one that answers Ctrl+C.
import { parentPort, workerData } from 'node:worker_threads';
import { toEnvelope, type FailureEnvelope } from '@contract/failure';
import type { AlignedProjection, Projection, ProjectionParameters } from '@contract/projection';
import { alignedSteps } from '@projection/core/align/aligned';
import { placeRows, preparePlacement } from '@projection/core/place';
import { projectionSteps } from '@projection/core/project';
import type { Rows } from '@projection/core/rows';

export interface ProjectionTask {
  /** One a layer; several are laid together. */
  readonly slices: readonly Rows[];
  readonly parameters: ProjectionParameters;
  /** See `AlignedInput`; null: the engine's default. */
  readonly alignment: number | null;
  /** Rows to place into the map of the only slice. */
  readonly added: Rows | null;
}

export interface ProjectionResult extends AlignedProjection {
  /** `[added.n, nComponents]`. */
  readonly placed: Float32Array | null;
}

export type FromProjectionWorker =
  | { readonly type: 'progress'; readonly stage: string; readonly done: number; readonly total: number }
  | { readonly type: 'result'; readonly result: ProjectionResult }
  | { readonly type: 'error'; readonly error: FailureEnvelope };

const REPORT_MS = 100;

const send = (message: FromProjectionWorker): void => { parentPort?.postMessage(message); };

function run<Result>(steps: Generator<{ stage: string; done: number; total: number }, Result>): Result {
  let reported = performance.now();
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    if (performance.now() - reported < REPORT_MS) continue;
    reported = performance.now();
    const { stage, done, total } = step.value;
    send({ type: 'progress', stage, done, total });
  }
}

function resultOf({ slices, parameters, alignment, added }: ProjectionTask): ProjectionResult {
  const [first] = slices;
  if (first === undefined || slices.length > 1) {
    return { ...run(alignedSteps({ slices, nExtra: 0, parameters, ...(alignment === null ? {} : { alignment }) })), placed: null };
  }
  const map: Projection = run(projectionSteps({ ...first, nExtra: 0, parameters }));
  const placed = added === null ? null : placeRows(preparePlacement({ ...map, nComponents: parameters.nComponents }, first), added);
  return { slices: [map], residuals: [], meanResiduals: [], placed };
}

try {
  send({ type: 'result', result: resultOf(workerData as ProjectionTask) });
} catch (error) {
  send({ type: 'error', error: toEnvelope(error) });
}
