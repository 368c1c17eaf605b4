import { sortedJacobi } from '@projection/eigen';

const MOST_STEPS = 80;
/** The tridiagonal matrix is solved every so many steps. */
const STEPS_A_LOOK = 5;
/** Change of the eigenvalue from one look to the next, of itself, at which it is taken for settled. */
const SETTLED = 1e-9;

/**
 * Largest eigenvalue of a symmetric positive semi-definite matrix `[size, size]`, by Lanczos iteration with full reorthogonalisation
 * (Golub & Van Loan, Matrix Computations, 10.1): a few dozen products also where the next eigenvalues are close.
 * @param start not zero; the same start gives the same bytes
 */
export function largestEigenvalue(matrix: Float64Array, size: number, start: Float64Array): number {
  const basis: Float64Array[] = [];
  const [diagonal, beside]: [number[], number[]] = [[], []];
  let next = scaled(start, 1 / lengthOf(start));
  let value = 0;
  for (let step = 1; step <= Math.min(size, MOST_STEPS); step++) {
    basis.push(next);
    const product = times(matrix, size, next);
    diagonal.push(dot(product, next));
    for (let round = 0; round < 2; round++) for (const known of basis) subtract(product, known, dot(product, known));
    const length = lengthOf(product);
    const isLast = step === Math.min(size, MOST_STEPS) || length <= Number.EPSILON * Math.abs(diagonal[0] as number);
    if (isLast || step % STEPS_A_LOOK === 0) {
      const before = value;
      value = largestOfTridiagonal(diagonal, beside);
      if (isLast || Math.abs(value - before) <= SETTLED * value) return value;
    }
    beside.push(length);
    next = scaled(product, 1 / length);
  }
  return value;
}

function largestOfTridiagonal(diagonal: readonly number[], beside: readonly number[]): number {
  const size = diagonal.length;
  const matrix = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    matrix[i * size + i] = diagonal[i] as number;
    if (i > 0) matrix[i * size + i - 1] = matrix[(i - 1) * size + i] = beside[i - 1] as number;
  }
  return sortedJacobi(matrix, size).values[0] as number;
}

function times(matrix: Float64Array, size: number, vector: Float64Array): Float64Array {
  const product = new Float64Array(size);
  for (let i = 0; i < size; i++) {
    let sum = 0;
    for (let j = 0, at = i * size; j < size; j++) sum += (matrix[at + j] as number) * (vector[j] as number);
    product[i] = sum;
  }
  return product;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number);
  return sum;
}

const lengthOf = (vector: Float64Array): number => Math.sqrt(dot(vector, vector));
const scaled = (vector: Float64Array, factor: number): Float64Array => vector.map((value) => value * factor);

function subtract(from: Float64Array, what: Float64Array, factor: number): void {
  for (let i = 0; i < from.length; i++) from[i] = (from[i] as number) - factor * (what[i] as number);
}
