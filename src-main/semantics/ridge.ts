import { mulberry32, shuffle } from '@contract/prng';
import { addToDiagonal, cholesky, product, solveCholesky, transposedProduct } from './dense';

/** `y = x · weights + intercept`; `weights` is row-major `[nInputs, nOutputs]`. */
export interface RidgeMap {
  readonly nInputs: number;
  readonly nOutputs: number;
  readonly weights: Float32Array;
  readonly intercept: Float32Array;
}

export interface RidgeFit extends RidgeMap {
  /** The penalty that was chosen, as a share of the mean diagonal of XᵀX. */
  readonly penaltyShare: number;
  /** R² on the held-out rows with that penalty, `1 − Σ(y − ŷ)² / Σ(y − ȳ)²` summed over all outputs (at most 1, may be negative). */
  readonly r2: number;
}

export interface RidgeOptions {
  readonly seed: number;
  /** Share of the groups held out to choose the penalty; default 0.2. */
  readonly heldOutShare?: number;
  /** Penalties to try; default 1e-6 … 10 in powers of ten. */
  readonly penaltyShares?: readonly number[];
  /** Rows of one group fall on the same side of the split (occurrences of one word form, say); default: each row alone. */
  readonly groups?: ArrayLike<number>;
}

const PENALTY_SHARES = [1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 1e-1, 1, 10] as const;

/**
 * Ridge regression with an intercept that is not penalised (Hoerl & Kennard 1970): minimises `|Y − XW − 1b|² + λ|W|²` by a Cholesky
 * solve of the normal equations of the centred data, `(XᵀX + λI) W = XᵀY`, in double precision. λ is chosen by R² on held-out rows
 * (a fixed split by seed; equal R²: the larger λ), then all rows are fitted with it.
 * @param x row-major `[n, nInputs]`
 * @param y row-major `[n, nOutputs]`
 * @throws RangeError when the sizes disagree, or when the split leaves a side with fewer than two rows
 */
export function fitRidge(x: Float32Array, y: Float32Array, nInputs: number, nOutputs: number, options: RidgeOptions): RidgeFit {
  const n = x.length / nInputs;
  if (!Number.isInteger(n) || y.length !== n * nOutputs) throw new RangeError(`x and y must hold the same number of rows (${n} and ${y.length / nOutputs})`);
  const { fitted, heldOut } = splitRows(n, options);
  const shares = options.penaltyShares ?? PENALTY_SHARES;
  const train = equations(take(x, fitted, nInputs), take(y, fitted, nOutputs), nInputs, nOutputs);
  const xTest = take(x, heldOut, nInputs);
  const yTest = take(y, heldOut, nOutputs);
  let best = { penaltyShare: Number.NaN, r2: -Infinity };
  for (const penaltyShare of shares) {
    const r2 = r2Of(predictRidge(solve(train, penaltyShare), xTest), yTest, nOutputs);
    if (r2 >= best.r2) best = { penaltyShare, r2 };
  }
  if (Number.isNaN(best.penaltyShare)) throw new RangeError('no penalty gives a finite fit');
  return { ...solve(equations(x, y, nInputs, nOutputs), best.penaltyShare), ...best };
}

/** Maps rows `[n, nInputs]` to `[n, nOutputs]`. */
export function predictRidge(map: RidgeMap, x: Float32Array): Float32Array {
  const { nInputs, nOutputs, weights, intercept } = map;
  const predicted = product(Float64Array.from(x), Float64Array.from(weights), x.length / nInputs, nInputs, nOutputs);
  return Float32Array.from(predicted, (value, index) => value + (intercept[index % nOutputs] as number));
}

/** R² over all outputs together (what scikit-learn calls `variance_weighted`); 1 where nothing varies and nothing is missed. */
export function r2Of(predicted: Float32Array, truth: Float32Array, nOutputs: number): number {
  const means = columnMeans(truth, nOutputs);
  let residual = 0;
  let total = 0;
  for (let index = 0; index < truth.length; index++) {
    residual += ((truth[index] as number) - (predicted[index] as number)) ** 2;
    total += ((truth[index] as number) - (means[index % nOutputs] as number)) ** 2;
  }
  return total === 0 ? (residual === 0 ? 1 : -Infinity) : 1 - residual / total;
}

interface Equations {
  readonly nInputs: number;
  readonly nOutputs: number;
  readonly xtx: Float64Array;
  readonly xty: Float64Array;
  readonly xMeans: Float64Array;
  readonly yMeans: Float64Array;
}

function equations(x: Float32Array, y: Float32Array, nInputs: number, nOutputs: number): Equations {
  const xMeans = columnMeans(x, nInputs);
  const yMeans = columnMeans(y, nOutputs);
  const xCentred = Float64Array.from(x, (value, index) => value - (xMeans[index % nInputs] as number));
  const yCentred = Float64Array.from(y, (value, index) => value - (yMeans[index % nOutputs] as number));
  const n = x.length / nInputs;
  return { nInputs, nOutputs, xtx: transposedProduct(xCentred, xCentred, n, nInputs, nInputs), xty: transposedProduct(xCentred, yCentred, n, nInputs, nOutputs), xMeans, yMeans };
}

function solve({ nInputs, nOutputs, xtx, xty, xMeans, yMeans }: Equations, penaltyShare: number): RidgeMap {
  let trace = 0;
  for (let i = 0; i < nInputs; i++) trace += xtx[i * nInputs + i] as number;
  // With inputs that never vary XᵀX is zero, and any positive penalty gives the right answer: no weights.
  const penalty = trace === 0 ? 1 : (penaltyShare * trace) / nInputs;
  const weights = solveCholesky(cholesky(addToDiagonal(xtx, nInputs, penalty), nInputs), xty, nInputs, nOutputs);
  const intercept = product(xMeans, weights, 1, nInputs, nOutputs).map((value, index) => (yMeans[index] as number) - value);
  return { nInputs, nOutputs, weights: Float32Array.from(weights), intercept: Float32Array.from(intercept) };
}

function splitRows(n: number, { seed, heldOutShare = 0.2, groups }: RidgeOptions): { fitted: number[]; heldOut: number[] } {
  const groupOf = (row: number): number => groups?.[row] ?? row;
  const distinct = [...new Set(Array.from({ length: n }, (_, row) => groupOf(row)))];
  const held = new Set(shuffle(distinct, mulberry32(seed)).slice(0, Math.max(1, Math.round(distinct.length * heldOutShare))));
  const fitted: number[] = [];
  const heldOut: number[] = [];
  for (let row = 0; row < n; row++) (held.has(groupOf(row)) ? heldOut : fitted).push(row);
  if (fitted.length < 2 || heldOut.length < 2) throw new RangeError(`${n} rows in ${distinct.length} groups are too few to hold some out`);
  return { fitted, heldOut };
}

function take(values: Float32Array, rows: readonly number[], width: number): Float32Array {
  const taken = new Float32Array(rows.length * width);
  rows.forEach((row, index) => taken.set(values.subarray(row * width, (row + 1) * width), index * width));
  return taken;
}

function columnMeans(values: Float32Array, width: number): Float64Array {
  const means = new Float64Array(width);
  for (let index = 0; index < values.length; index++) means[index % width] = (means[index % width] as number) + (values[index] as number);
  const n = values.length / width;
  return means.map((sum) => sum / n);
}
