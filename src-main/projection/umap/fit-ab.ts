import { exp, ln } from './exp-log';

/** The map's own membership curve 1 / (1 + a d²ᵇ). */
export interface Curve {
  readonly a: number;
  readonly b: number;
}

const N_POINTS = 300;
const N_ITERATIONS = 200;

/**
 * The curve nearest, in least squares over 300 distances from 0 to 3 × spread, to 1 below minDist and exp(−(d − minDist) / spread)
 * beyond (umap-learn's `find_ab_params`). Levenberg and Marquardt from a = b = 1.
 * @param spread above 0. @param minDist 0…spread.
 */
export function fitAb(spread: number, minDist: number): Curve {
  const logs = new Float64Array(N_POINTS - 1);
  const wanted = new Float64Array(N_POINTS - 1);
  // At d = 0 the curve is 1 whatever a and b are.
  for (let point = 1; point < N_POINTS; point++) {
    const d = (3 * spread * point) / (N_POINTS - 1);
    logs[point - 1] = ln(d);
    wanted[point - 1] = d < minDist ? 1 : exp(-(d - minDist) / spread);
  }
  let a = 1, b = 1, damping = 1e-3;
  let { cost, aa, ab, bb, ga, gb } = normalEquations(a, b, logs, wanted);
  for (let iteration = 0; iteration < N_ITERATIONS; iteration++) {
    const left = aa * (1 + damping), right = bb * (1 + damping);
    const determinant = left * right - ab * ab;
    const stepA = (right * ga - ab * gb) / determinant, stepB = (left * gb - ab * ga) / determinant;
    const next = normalEquations(a - stepA, b - stepB, logs, wanted);
    if (!(a - stepA > 0) || !(b - stepB > 0) || !(next.cost <= cost)) {
      damping *= 10;
      if (damping > 1e12) break;
      continue;
    }
    a -= stepA;
    b -= stepB;
    damping = Math.max(damping / 10, 1e-12);
    const settled = Math.abs(stepA) < 1e-12 * a && Math.abs(stepB) < 1e-12 * b;
    ({ cost, aa, ab, bb, ga, gb } = next);
    if (settled) break;
  }
  return { a, b };
}

/** Sum of squares, JᵀJ and Jᵀr at (a, b). */
function normalEquations(a: number, b: number, logs: Float64Array, wanted: Float64Array): { cost: number; aa: number; ab: number; bb: number; ga: number; gb: number } {
  let cost = 0, aa = 0, ab = 0, bb = 0, ga = 0, gb = 0;
  for (let point = 0; point < logs.length; point++) {
    const raised = exp(2 * b * (logs[point] as number));
    const value = 1 / (1 + a * raised);
    const error = value - (wanted[point] as number);
    const byA = -raised * value * value;
    const byB = 2 * a * (logs[point] as number) * byA;
    cost += error * error;
    aa += byA * byA;
    ab += byA * byB;
    bb += byB * byB;
    ga += byA * error;
    gb += byB * error;
  }
  return { cost, aa, ab, bb, ga, gb };
}
