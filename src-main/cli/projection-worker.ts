// The CLI's own projection worker: the engine keeps its thread busy, so it runs beside the one that answers Ctrl+C.
import type { AlignedProjection, Projection, ProjectionParameters } from '@contract/projection';
import type { Method } from '@contract/rpc';
import { alignedSteps } from '@projection/align/aligned';
import { placeRows, preparePlacement } from '@projection/place';
import { projectionSteps } from '@projection/project';
import type { Rows } from '@vectors/rows';
import { byMethod, serve } from '@rpc/serve';
import { threadParent } from '@rpc/transports/worker-thread';

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

export interface ProjectionProgress {
  readonly stage: string;
  readonly done: number;
  readonly total: number;
}

export interface ProjectionMethods {
  readonly 'project': Method<ProjectionTask, ProjectionResult, ProjectionProgress>;
}

const REPORT_MS = 100;

type Tell = (progress: ProjectionProgress) => void;

function run<Result>(steps: Generator<ProjectionProgress, Result>, tell: Tell): Result {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    const { stage, done, total } = step.value;
    tell({ stage, done, total });
  }
}

function resultOf({ slices, parameters, alignment, added }: ProjectionTask, tell: Tell): ProjectionResult {
  const [first] = slices;
  if (first === undefined || slices.length > 1) {
    return { ...run(alignedSteps({ slices, nExtra: 0, parameters, ...(alignment === null ? {} : { alignment }) }), tell), placed: null };
  }
  const map: Projection = run(projectionSteps({ ...first, nExtra: 0, parameters }), tell);
  const placed = added === null ? null : placeRows(preparePlacement({ ...map, nComponents: parameters.nComponents }, first), added);
  return { slices: [map], residuals: [], meanResiduals: [], unfounded: null, placed };
}

const parent = threadParent();
if (parent === null) throw new Error('The projection worker is started by the command “project”.');
serve<ProjectionMethods>(parent, byMethod<ProjectionMethods>({ project: (task, { tell }) => resultOf(task, tell) }), { minIntervalMs: REPORT_MS });
