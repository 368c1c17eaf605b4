import type { Curve } from './fit-ab';
import { power } from './exp-log';

/** Entries of a table: 256 an octave of the squared distance, from 2⁻³² to 2²⁴, as layout.as.ts reads them. */
export const TABLE_LENGTH = 56 * 256;
const FIRST_BITS = (127 - 32) << 23;
const STEP_BITS = 1 << 15;

/**
 * Fills the tables of the gradient's coefficients (McInnes et al. 2018, section 4.2), each at the middle of its step, within 0.2 %:
 * attraction 2ab d²⁽ᵇ⁻¹⁾ / (1 + a d²ᵇ), repulsion 2γb / ((0.001 + d²)(1 + a d²ᵇ)), γ being the repulsion's strength.
 */
export function fillGradient({ a, b }: Curve, repulsionStrength: number, attraction: Float32Array, repulsion: Float32Array): void {
  const bits = new Int32Array(1);
  const value = new Float32Array(bits.buffer);
  for (let step = 0; step < TABLE_LENGTH; step++) {
    bits[0] = FIRST_BITS + step * STEP_BITS + STEP_BITS / 2;
    const squared = value[0] as number;
    const raised = power(squared, b);
    attraction[step] = (2 * a * b * raised) / squared / (1 + a * raised);
    repulsion[step] = (2 * repulsionStrength * b) / ((0.001 + squared) * (1 + a * raised));
  }
}
