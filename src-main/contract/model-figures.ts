import type { DeviceInUse } from './embedding';
import type { CharSpan } from './occurrence';

/** How many words lie from the target to the word that is changed: the next one is 1. */
export const REACH_DISTANCES = [1, 2, 4, 8, 16, 32] as const;
export type ReachDistance = (typeof REACH_DISTANCES)[number];

export type Side = 'left' | 'right';
export const SIDES: readonly Side[] = ['left', 'right'];

/** A target in a text. */
export interface CarrierText extends CharSpan {
  readonly text: string;
}

/** A carrier sentence and, for both sides and every distance, the same with one other word there. */
export interface Carrier {
  readonly base: CarrierText;
  readonly variants: readonly (CarrierText & { readonly side: Side; readonly distance: ReachDistance })[];
}

export interface MoveAt {
  readonly distance: ReachDistance;
  /** Mean cosine distance between the target's vector before and after the change, 0…2; null where no carrier could be compared. */
  readonly move: number | null;
  /** The move as a share of the mean cosine distance of two random words; null where that is not known. */
  readonly share: number | null;
  /** Carriers averaged. */
  readonly n: number;
}

export interface SideReach {
  /** The farthest tried distance at which the mean move is above the floor; 0: none. */
  readonly reach: ReachDistance | 0;
  /** By distance, rising. */
  readonly moves: readonly MoveAt[];
}

/** How far away a changed word still moves the vector of a target, in one layer. */
export interface LayerReach extends Readonly<Record<Side, SideReach>> {
  /** What counts as no move: cosine distance that the same sentence moves by when it runs in another batch. */
  readonly floor: number;
}

/** A line, fitted by least squares. */
export interface Line {
  readonly intercept: number;
  readonly slope: number;
  /** Share of the variance that the line explains, 0…1; null where there is none to explain. */
  readonly r2: number | null;
}

/** Milliseconds t of one sentence against its length of n words. */
export interface TimeFit {
  readonly samples: readonly { readonly nWords: number; readonly medianMs: number }[];
  /** t = intercept + slope · n */
  readonly linear: Line;
  /** log t = intercept + slope · log n: the slope is the exponent of the power law. */
  readonly power: Line;
}

/** Steps of which each needs the one before, for a sentence of n words and marks: `fixed + perWord · n`. It follows from the family, whatever machine runs the model. */
export interface SequentialSteps {
  readonly fixed: number;
  readonly perWord: 0 | 1;
}

/** What is measured of a model by itself, without a set. */
export interface ModelFigures {
  readonly modelId: string;
  /** See the card. */
  readonly nParameters: number;
  readonly reach: readonly LayerReach[];
  /** Whether any changed word moves the target in any layer. */
  readonly isContextual: boolean;
  readonly steps: SequentialSteps;
  /** Null where the model takes no two of the lengths whole. */
  readonly time: TimeFit | null;
}

/** The same, with where it was measured. */
export interface MeasuredFigures extends ModelFigures {
  readonly device: DeviceInUse;
}

/** Runs that were timed, of all; the carriers that are read before are told as any embedding is. */
export interface FiguresProgress {
  readonly stage: 'time';
  readonly nDone: number;
  readonly nTotal: number;
}
