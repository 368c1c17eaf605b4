import type { Occurrence } from '../occurrence';

/** One piece of work, done by both. */
export interface SpeedRound {
  readonly nWords: number;
  readonly exactMs: number;
  readonly int8Ms: number;
}

export interface MeasuredSpeed {
  /** Words a second, medians of the rounds. */
  readonly exact: number;
  readonly int8: number;
  /** How many times as fast 8 bits are: the median of the rounds' own ratios. */
  readonly ratio: number;
  readonly rounds: readonly SpeedRound[];
}

/** What 8 bits cost at one layer. */
export interface LayerCost {
  readonly layer: number;
  /** Between the exact and the 8-bit vector of one occurrence, -1…1. */
  readonly cosine: { readonly worst: number; readonly median: number };
  /** Leave-one-out 1-NN sense recall, macro-averaged, with either; null where fewer than two senses are labelled. */
  readonly recall: { readonly exact: number; readonly int8: number } | null;
  /** Share of the labelled occurrences whose nearest labelled one of another sentence has the same sense with both; null where no two senses are labelled. */
  readonly sameNearest: number | null;
}

/** How many of the verdicts of `place` are the same: sense and kind (nearest, between, outside). */
export interface VerdictCost {
  readonly layer: number;
  readonly nSame: number;
  readonly n: number;
}

/** What products in 8 bits gain and cost for a transformer on this computer's CPU, on the occurrences of a set. */
export interface Int8Speed {
  /** What the set is called. */
  readonly set: string;
  /** Those with a vector. */
  readonly nOccurrences: number;
  readonly device: string;
  readonly wordsPerSecond: MeasuredSpeed;
  readonly layers: readonly LayerCost[];
  /** Null where the set has no word with labels enough. */
  readonly verdicts: VerdictCost | null;
}

/** A measurement with when it was made, ISO 8601. */
export interface KeptInt8Speed extends Int8Speed {
  readonly measuredAt: string;
}

/** Occurrences that a measurement takes at most: each is read twice, and compared with all others at every layer. */
export const MOST_MEASURED = 400;

/** The occurrences of a set that are measured, evenly from its beginning to its end, in their order; of a set that is not larger all. */
export function measuredOccurrences(occurrences: readonly Occurrence[], most = MOST_MEASURED): readonly Occurrence[] {
  const n = occurrences.length;
  return n <= most ? occurrences : Array.from({ length: most }, (_, i) => occurrences[Math.floor((i * n) / most)] as Occurrence);
}
