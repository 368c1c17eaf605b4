/** Value at `x`; the gradient there is written into `gradient`. */
export type Objective = (x: Float64Array, gradient: Float64Array) => number;

export interface Minimum {
  readonly x: Float64Array;
  readonly value: number;
  readonly nSteps: number;
  /** Whether the largest component of the gradient came below the tolerance. */
  readonly isConverged: boolean;
}

export interface LbfgsOptions {
  /** Largest component of the gradient at the minimum. */
  readonly tolerance: number;
  readonly maxSteps: number;
}

const N_REMEMBERED = 10;
/** Armijo's share of the decrease that the slope promises. */
const SUFFICIENT = 1e-4;
const MOST_HALVINGS = 30;

interface Pair {
  readonly s: Float64Array;
  readonly y: Float64Array;
  readonly rho: number;
}

/**
 * Minimises a smooth function by L-BFGS (Nocedal & Wright 2006, algorithm 7.4 and 7.5) with ten remembered pairs and steps halved until
 * Armijo's condition holds; where it is not convex, a minimum near the start. Yields the number of steps done.
 */
export function* lbfgsSteps(objective: Objective, start: Float64Array, { tolerance, maxSteps }: LbfgsOptions): Generator<number, Minimum> {
  const n = start.length;
  let x: Float64Array = start.slice();
  let gradient: Float64Array = new Float64Array(n);
  let value = objective(x, gradient);
  const pairs: Pair[] = [];
  for (let nSteps = 0; ; nSteps++) {
    const isConverged = largest(gradient) <= tolerance;
    if (isConverged || nSteps >= maxSteps) return { x, value, nSteps, isConverged };
    const direction = directionOf(gradient, pairs);
    const slope = product(direction, gradient);
    let step = pairs.length === 0 ? 1 / Math.max(1, Math.sqrt(product(gradient, gradient))) : 1;
    const nextGradient = new Float64Array(n);
    let next = moved(x, direction, step);
    let nextValue = objective(next, nextGradient);
    for (let halving = 0; halving < MOST_HALVINGS && !(nextValue <= value + SUFFICIENT * step * slope); halving++) {
      step /= 2;
      next = moved(x, direction, step);
      nextValue = objective(next, nextGradient);
    }
    // Numbers of 32 bits have an end to what they can tell apart.
    if (!(nextValue < value)) return { x, value, nSteps, isConverged: false };
    remember(pairs, difference(next, x), difference(nextGradient, gradient));
    [x, gradient, value] = [next, nextGradient, nextValue];
    yield nSteps + 1;
  }
}

/** −H·gradient, with H as the pairs know the inverse Hessian (the two loops). */
function directionOf(gradient: Float64Array, pairs: readonly Pair[]): Float64Array {
  const direction = gradient.map((one) => -one);
  const alphas = new Array<number>(pairs.length).fill(0);
  for (let i = pairs.length - 1; i >= 0; i--) {
    const { s, y, rho } = pairs[i] as Pair;
    alphas[i] = rho * product(s, direction);
    add(direction, y, -(alphas[i] as number));
  }
  const last = pairs.at(-1);
  if (last !== undefined) {
    const scale = 1 / (last.rho * product(last.y, last.y));
    for (let d = 0; d < direction.length; d++) direction[d] = (direction[d] as number) * scale;
  }
  for (const [i, { s, y, rho }] of pairs.entries()) add(direction, s, (alphas[i] as number) - rho * product(y, direction));
  return direction;
}

/** A pair without curvature would turn the search uphill. */
function remember(pairs: Pair[], s: Float64Array, y: Float64Array): void {
  const curvature = product(s, y);
  if (curvature <= 1e-12 * product(y, y)) return;
  pairs.push({ s, y, rho: 1 / curvature });
  if (pairs.length > N_REMEMBERED) pairs.shift();
}

function product(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let d = 0; d < a.length; d++) sum += (a[d] as number) * (b[d] as number);
  return sum;
}

function add(to: Float64Array, vector: Float64Array, share: number): void {
  for (let d = 0; d < to.length; d++) to[d] = (to[d] as number) + share * (vector[d] as number);
}

function moved(x: Float64Array, direction: Float64Array, step: number): Float64Array {
  const there = x.slice();
  add(there, direction, step);
  return there;
}

const difference = (a: Float64Array, b: Float64Array): Float64Array => a.map((value, d) => value - (b[d] as number));
const largest = (vector: Float64Array): number => vector.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
