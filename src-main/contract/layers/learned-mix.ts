import type { Accuracy, LabelBaselines } from './layer-measures';
import type { RefusedProbes } from './probes';

/** What reads labels from a mix: multinomial logistic regression, a word by itself; or a linear-chain CRF, the words of a sentence together. */
export const MIX_HEADS = ['logistic', 'crf'] as const;
export type MixHead = (typeof MIX_HEADS)[number];

/** What a learned mix of layers tells of labels, beside single layers read by the same head on the same folds. */
export interface MixProbe {
  readonly head: MixHead;
  readonly lastLayer: Accuracy | null;
  readonly bestLayer: Accuracy | null;
  readonly learnedMix: Accuracy | null;
  /** The layer that was best for each fold, by the other folds. */
  readonly bestLayers: readonly number[];
  /** softmax(s), one a layer: mean over the folds. */
  readonly weights: readonly number[];
  /** Mean over the folds. */
  readonly gamma: number;
  /** Folds whose search for the mix came to its end. */
  readonly nConverged: number;
}

/** The same with what is right without a vector, and the labels that too few sentences have, with the rows that they took with them. */
export interface LearnedMix extends MixProbe {
  readonly baselines: LabelBaselines;
  readonly leftOut: readonly { readonly label: string; readonly n: number }[];
}

export type LearnedMixOfSet = LearnedMix | RefusedProbes;

/** Fits that are done, of all: of single layers, from which the best is chosen, and of the three that are compared. */
export interface LearnMixProgress {
  readonly stage: 'learn-mix';
  readonly nDone: number;
  readonly nTotal: number;
}
