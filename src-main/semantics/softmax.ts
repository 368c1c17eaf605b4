/** exp(sᵢ) / Σ exp(sⱼ), without overflow. @param scores one or more finite numbers */
export function softmax(scores: ArrayLike<number>): Float64Array {
  const most = Array.from(scores).reduce((largest, score) => Math.max(largest, score), -Infinity);
  const powers = Float64Array.from(scores, (score) => Math.exp(score - most));
  const total = powers.reduce((sum, power) => sum + power, 0);
  return powers.map((power) => power / total);
}

/** {@link softmax} over the scores that are there; 0 for null. @param scores one number or more among them */
export function softmaxOfSome(scores: readonly (number | null)[]): Float64Array {
  return softmax(scores.map((score) => score ?? -Infinity));
}
