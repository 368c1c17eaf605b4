/** Bounds that hold 95 % of what resampling gives. */
export type Interval = readonly [low: number, high: number];

/** How often labels were found, 0…1. */
export interface Accuracy {
  /** Of all rows. */
  readonly micro: number;
  /** Averaged over the labels, so that a rare one counts as much as a common one. */
  readonly macro: number;
  readonly microInterval: Interval;
  readonly macroInterval: Interval;
  /** Rows that were counted. */
  readonly n: number;
  /** Labels that compete, also those of too few rows to be counted. */
  readonly nLabels: number;
}

/** What is right without looking at a vector, 0…1. */
export interface LabelBaselines {
  /** Always the most frequent label: micro; macro it is 1 / nLabels. */
  readonly majority: number;
  /** A label drawn as often as it occurs: Σ p². */
  readonly chance: number;
  readonly macro: number;
}

/** A measure as it is, and with the same measure of random words taken away; null where it is not defined. */
export interface Adjusted {
  readonly raw: number | null;
  readonly baseline: number | null;
  readonly adjusted: number | null;
}

/** What one layer knows of a set. */
export interface LayerMeasures {
  readonly layer: number;
  /** Mean cosine of two random words: anisotropy. */
  readonly anisotropy: number | null;
  /** Mean cosine of the occurrences of one form with each other (Ethayarajh 2019). */
  readonly selfSimilarity: Adjusted;
  /** Mean cosine of a sentence's words with the mean of their vectors. */
  readonly intraSentence: Adjusted;
  /** Variance of a form's occurrences that one vector explains at most. */
  readonly explained: Adjusted;
  /** Silhouette of the senses by cosine distance, −1…1; null without two senses. */
  readonly silhouette: number | null;
  /** Leave-one-out 1-nearest-neighbour senses: of those that occur in two sentences or more, as the recall of an `EmbeddingSummary`; null without two senses. */
  readonly nearestSense: Accuracy | null;
  readonly probes: Readonly<Record<string, Accuracy | null>>;
}
