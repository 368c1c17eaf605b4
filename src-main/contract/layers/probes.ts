import type { Accuracy, LabelBaselines } from './layer-measures';

/** What can be probed for without a label column: the gold sense, the written form, its ending, its first letter. */
export const PROBED_PROPERTIES = ['sense', 'form', 'ending', 'capital'] as const;
export type ProbedProperty = (typeof PROBED_PROPERTIES)[number];

/** A property, or the labels of every row of the set, null where a row has none. */
export type ProbeTarget = ProbedProperty | readonly (string | null)[];

/** How the app splits rows; `contexture probe` does the same unless it is told otherwise. */
export const PROBE_DEFAULTS = { nFolds: 5, seed: 42 } as const;

/** How well a linear classifier reads labels from the vectors of each layer. */
export interface FittedProbes {
  /** Of rows that the classifier has not seen, by layer. */
  readonly byLayer: readonly Accuracy[];
  readonly baselines: LabelBaselines;
  /** Labels that too few sentences have, with the rows that they took with them. */
  readonly leftOut: readonly { readonly label: string; readonly n: number }[];
}

/** Why nothing can be probed for, in a sentence for the user. */
export interface RefusedProbes {
  readonly refusal: string;
}

export type ProbesOfSet = FittedProbes | RefusedProbes;

/** Layers that are done, of all. */
export interface ProbeProgress {
  readonly stage: 'probe';
  readonly nDone: number;
  readonly nTotal: number;
}
