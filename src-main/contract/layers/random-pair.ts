/** What two random words, or sentences, are like in one kind of vectors. */
export interface RandomPair {
  /** Mean cosine, −1…1. */
  readonly meanCosine: number;
  /** Of the cosine distance at the model card's `QUANTILE_LEVELS`, ascending, 0…2. */
  readonly quantiles: readonly number[];
  /** Words or sentences that pairs were drawn from. */
  readonly nSampled: number;
}
