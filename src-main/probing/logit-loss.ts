/** What is learned on top of logits: a loss of all rows together, with its derivatives. */
export interface LogitLoss {
  readonly nClasses: number;
  /** Parameters of its own, penalised like weights: the transitions of a CRF. */
  readonly nParameters: number;
  /**
   * −log p of the gold classes, summed over the rows.
   * @param logits `[n, nLines]`, of which the first `nClasses` of a row count
   * @param residuals `[nLines, n]`: the derivatives by the logits are written
   * @param gradient the derivatives by the own parameters are written
   */
  loss(logits: Float32Array, nLines: number, residuals: Float32Array, parameters: Float64Array, gradient: Float64Array): number;
}

/** Every row by itself: multinomial logistic regression. @param classes of every row, 0…nClasses − 1 */
export function softmaxLoss(classes: ArrayLike<number>, nClasses: number): LogitLoss {
  const n = classes.length;
  return {
    nClasses, nParameters: 0,
    loss: (logits, nLines, residuals) => {
      let loss = 0;
      for (let row = 0; row < n; row++) {
        const from = row * nLines;
        let most = -Infinity;
        for (let k = 0; k < nClasses; k++) most = Math.max(most, logits[from + k] as number);
        let total = 0;
        for (let k = 0; k < nClasses; k++) total += Math.exp((logits[from + k] as number) - most);
        const own = classes[row] as number;
        loss += Math.log(total) + most - (logits[from + own] as number);
        for (let k = 0; k < nClasses; k++) residuals[k * n + row] = Math.exp((logits[from + k] as number) - most) / total - (k === own ? 1 : 0);
      }
      return loss;
    },
  };
}
