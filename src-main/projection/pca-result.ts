/** How much of a decomposition is done, in units of its own. */
export interface ComponentStep {
  readonly done: number;
  readonly total: number;
}

/** `coordinates` is `[n, nComponents]`, `loadings` is `[nComponents, dim]` (unit rows), ratios are shares of the total variance, 0…1. */
export interface PcaResult {
  readonly coordinates: Float32Array;
  readonly loadings: Float64Array;
  readonly explainedVarianceRatio: Float64Array;
}
