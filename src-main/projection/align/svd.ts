/** A = U diag(values) Vᵀ of a square matrix `[size, size]`; columns of U and V are orthonormal, values descend. */
export interface Svd {
  readonly u: Float64Array;
  readonly values: Float64Array;
  readonly v: Float64Array;
}

const MAX_SWEEPS = 60;
const TOLERANCE = 1e-15;

/**
 * Singular values of a small square matrix by one-sided Jacobi rotations (Hestenes 1958; Golub & Van Loan, Matrix Computations, 8.6.3), which
 * keep small values to full relative accuracy. Columns beyond the rank are filled up so that U is orthogonal and, where that leaves a
 * choice, det(U Vᵀ) = +1. The zero matrix gives U = V = 1.
 */
export function smallSvd(matrix: Float64Array, size: number): Svd {
  const a = matrix.slice();
  const v = identity(size);
  for (let sweep = 0, isDone = false; sweep < MAX_SWEEPS && !isDone; sweep++) {
    isDone = true;
    for (let p = 0; p < size; p++) for (let q = p + 1; q < size; q++) if (orthogonalise(a, v, size, p, q)) isDone = false;
  }
  const lengths = Array.from({ length: size }, (_, column) => columnLength(a, size, column));
  const order = lengths.map((_, column) => column).sort((x, y) => (lengths[y] as number) - (lengths[x] as number) || x - y);
  const values = Float64Array.from(order, (column) => lengths[column] as number);
  const sortedV = pickColumns(v, size, order);
  const u = pickColumns(a, size, order);
  const least = (values[0] as number) * size * Number.EPSILON;
  let rank = 0;
  for (; rank < size && (values[rank] as number) > least; rank++) for (let row = 0; row < size; row++) (u[row * size + rank] as number) /= values[rank] as number;
  if (rank === 0) return { u: identity(size), values, v: identity(size) };
  for (let column = rank; column < size; column++) complete(u, size, column);
  if (rank < size && determinant(u, size) * determinant(sortedV, size) < 0) for (let row = 0; row < size; row++) (u[row * size + size - 1] as number) *= -1;
  return { u, values, v: sortedV };
}

/** Rotates columns p and q of `a` (and of `v`) until they are orthogonal; false when they already were. */
function orthogonalise(a: Float64Array, v: Float64Array, size: number, p: number, q: number): boolean {
  let pp = 0, qq = 0, pq = 0;
  for (let row = 0; row < size; row++) {
    const x = a[row * size + p] as number, y = a[row * size + q] as number;
    pp += x * x;
    qq += y * y;
    pq += x * y;
  }
  if (pq === 0 || Math.abs(pq) <= TOLERANCE * Math.sqrt(pp * qq)) return false;
  const tau = (qq - pp) / (2 * pq);
  const t = (tau >= 0 ? 1 : -1) / (Math.abs(tau) + Math.sqrt(1 + tau * tau));
  const c = 1 / Math.sqrt(1 + t * t), s = c * t;
  for (const columns of [a, v]) {
    for (let row = 0; row < size; row++) {
      const x = columns[row * size + p] as number, y = columns[row * size + q] as number;
      columns[row * size + p] = c * x - s * y;
      columns[row * size + q] = s * x + c * y;
    }
  }
  return true;
}

/** Makes `column` a unit vector orthogonal to the columns before it: the axis that keeps most of its length, by Gram and Schmidt. */
function complete(u: Float64Array, size: number, column: number): void {
  let best = new Float64Array(size), longest = 0;
  for (let axis = 0; axis < size; axis++) {
    const trial = new Float64Array(size);
    trial[axis] = 1;
    for (let pass = 0; pass < 2; pass++) {
      for (let other = 0; other < column; other++) {
        let dot = 0;
        for (let row = 0; row < size; row++) dot += (trial[row] as number) * (u[row * size + other] as number);
        for (let row = 0; row < size; row++) (trial[row] as number) -= dot * (u[row * size + other] as number);
      }
    }
    const length = Math.sqrt(trial.reduce((sum, value) => sum + value * value, 0));
    if (length <= longest + 1e-9) continue;
    longest = length;
    best = trial.map((value) => value / length);
  }
  for (let row = 0; row < size; row++) u[row * size + column] = best[row] as number;
}

/** By elimination with partial pivoting. */
function determinant(matrix: Float64Array, size: number): number {
  const a = matrix.slice();
  let product = 1;
  for (let column = 0; column < size; column++) {
    let pivot = column;
    for (let row = column + 1; row < size; row++) if (Math.abs(a[row * size + column] as number) > Math.abs(a[pivot * size + column] as number)) pivot = row;
    const value = a[pivot * size + column] as number;
    if (value === 0) return 0;
    product *= pivot === column ? value : -value;
    for (let c = 0; c < size; c++) [a[pivot * size + c], a[column * size + c]] = [a[column * size + c] as number, a[pivot * size + c] as number];
    for (let row = column + 1; row < size; row++) {
      const factor = (a[row * size + column] as number) / value;
      for (let c = column; c < size; c++) (a[row * size + c] as number) -= factor * (a[column * size + c] as number);
    }
  }
  return product;
}

function identity(size: number): Float64Array {
  const out = new Float64Array(size * size);
  for (let i = 0; i < size; i++) out[i * size + i] = 1;
  return out;
}

function columnLength(a: Float64Array, size: number, column: number): number {
  let sum = 0;
  for (let row = 0; row < size; row++) sum += (a[row * size + column] as number) ** 2;
  return Math.sqrt(sum);
}

function pickColumns(a: Float64Array, size: number, order: readonly number[]): Float64Array {
  const out = new Float64Array(a.length);
  order.forEach((from, to) => {
    for (let row = 0; row < size; row++) out[row * size + to] = a[row * size + from] as number;
  });
  return out;
}
