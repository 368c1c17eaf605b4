import { normaliseCoordinates } from './normalise';

/** In the order in which a map passes them; not every method passes all. */
export type ProjectionStage = 'check' | 'components' | 'neighbours' | 'graph' | 'start' | 'layout' | 'quality';

/** Where a map stands. `total` is 0 where nobody knows. */
export interface ProjectionStep {
  readonly stage: ProjectionStage;
  readonly done: number;
  readonly total: number;
  /** In the layout: `[n, nComponents]`, normalised. A copy made anew each time it is read, the caller's to keep. */
  readonly coordinates?: Float32Array<ArrayBuffer>;
}

/** Where maps that are laid together stand. */
export interface AlignedStep extends ProjectionStep {
  /** The slice that the step and its coordinates belong to. */
  readonly slice: number;
}

/** Passes a part's progress on under the name of its stage. */
export function* staged<Result>(stage: ProjectionStage, steps: Generator<{ done: number; total: number }, Result>): Generator<ProjectionStep, Result> {
  let step = steps.next();
  for (; step.done !== true; step = steps.next()) yield { stage, done: step.value.done, total: step.value.total };
  return step.value;
}

/** {@link staged} for a part that yields what it has done of a known total. */
export function* counted<Result>(stage: ProjectionStage, steps: Generator<number, Result>, total: number): Generator<ProjectionStep, Result> {
  let step = steps.next();
  for (; step.done !== true; step = steps.next()) yield { stage, done: step.value, total };
  return step.value;
}

/** A step of a layout, whose coordinates are copied and normalised when they are read. */
export function liveStep(done: number, total: number, copy: () => Float32Array<ArrayBuffer>, nComponents: number, nExtra: number): ProjectionStep {
  return {
    stage: 'layout', done, total,
    get coordinates() { return normaliseCoordinates(copy(), nComponents, nExtra).coordinates; },
  };
}
