import { exp } from './exp-log';

/** Neighbours between two pauses. */
const STEP = 200_000;

/**
 * Membership strengths of each row's neighbours, `[n, k]` (McInnes et al. 2018, section 3.1; umap-learn's `compute_membership_strengths`):
 * exp(−max(0, d − ρ) / σ); 0 for the row itself.
 * Pauses after each slice of about 10 ms.
 * @param indices and `distances` `[n, k]`, `sigmas` and `rhos` `[n]`.
 */
export function* membershipStrengths(indices: Int32Array, distances: Float32Array, k: number, sigmas: Float32Array, rhos: Float32Array): Generator<void, Float32Array> {
  const strengths = new Float32Array(indices.length);
  for (let slot = 0; slot < indices.length; slot++) {
    if (slot % STEP === STEP - 1) yield;
    const row = Math.floor(slot / k);
    if (indices[slot] === row) continue;
    const beyond = Math.fround((distances[slot] as number) - (rhos[row] as number));
    const sigma = sigmas[row] as number;
    strengths[slot] = beyond <= 0 || sigma === 0 ? 1 : exp(-beyond / sigma);
  }
  return strengths;
}
