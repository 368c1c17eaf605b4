import { mulberry32 } from '@contract/prng';

/** Leading eigenpairs of a symmetric matrix; `vectors` is `[count, size]`, eigenvalues descend. */
export interface Eigen {
  readonly values: Float64Array;
  readonly vectors: Float64Array;
  /** False when the spectrum was too flat for the tolerance: the vectors are then only nearly invariant. */
  readonly isConverged: boolean;
}

const OVERSAMPLING = 8;
const MAX_ITERATIONS = 300;
const TOLERANCE = 1e-10;

/**
 * The `count` largest eigenpairs of a symmetric positive semi-definite matrix `[size, size]`, by block subspace iteration with a
 * Rayleigh–Ritz step (Golub & Van Loan, Matrix Computations, 8.2.4). Converged when ‖Av − λv‖ ≤ 1e-10 λ₁ for each pair asked for.
 * The start is fixed, so the same matrix gives the same bytes.
 */
export function leadingEigen(matrix: Float64Array, size: number, count: number): Eigen {
  const block = Math.min(size, count + OVERSAMPLING);
  if (size <= 32) return takeLeading(jacobi(matrix.slice(), size), size, count);
  const random = mulberry32(1);
  let basis: Float64Array = Float64Array.from({ length: block * size }, () => random() - 0.5);
  orthonormalise(basis, block, size);
  let values = new Float64Array(block);
  let isConverged = false;
  for (let iteration = 0; iteration < MAX_ITERATIONS; iteration++) {
    const image = multiply(matrix, basis, block, size);
    const ritz = sortedJacobi(gram(basis, image, block, size), block);
    basis = combine(ritz.vectors, basis, block, size);
    const rotated = combine(ritz.vectors, image, block, size);
    values = ritz.values;
    isConverged = residual(rotated, basis, values, Math.min(count, block), size) <= TOLERANCE * Math.max(values[0] as number, Number.MIN_VALUE);
    if (isConverged) break;
    basis = rotated;
    orthonormalise(basis, block, size);
  }
  const kept = Math.min(count, block);
  return { values: values.slice(0, kept), vectors: basis.slice(0, kept * size), isConverged };
}

/** Cyclic Jacobi rotations on a small symmetric matrix, which is destroyed; eigenvectors are the rows of `vectors`. */
export function jacobi(a: Float64Array, size: number): { values: Float64Array; vectors: Float64Array } {
  const vectors = new Float64Array(size * size);
  for (let i = 0; i < size; i++) vectors[i * size + i] = 1;
  for (let sweep = 0; sweep < 60; sweep++) {
    let off = 0, diagonal = 0;
    for (let i = 0; i < size; i++) {
      diagonal += (a[i * size + i] as number) ** 2;
      for (let j = i + 1; j < size; j++) off += (a[i * size + j] as number) ** 2;
    }
    if (off <= 1e-30 * diagonal || off === 0) break;
    for (let p = 0; p < size; p++) for (let q = p + 1; q < size; q++) rotate(a, vectors, size, p, q);
  }
  return { values: Float64Array.from({ length: size }, (_, i) => a[i * size + i] as number), vectors };
}

function rotate(a: Float64Array, vectors: Float64Array, size: number, p: number, q: number): void {
  const apq = a[p * size + q] as number;
  if (apq === 0) return;
  const theta = ((a[q * size + q] as number) - (a[p * size + p] as number)) / (2 * apq);
  const t = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const c = 1 / Math.sqrt(t * t + 1);
  const s = t * c;
  for (let i = 0; i < size; i++) {
    const ip = a[i * size + p] as number, iq = a[i * size + q] as number;
    a[i * size + p] = c * ip - s * iq;
    a[i * size + q] = s * ip + c * iq;
  }
  for (let i = 0; i < size; i++) {
    const pi = a[p * size + i] as number, qi = a[q * size + i] as number;
    a[p * size + i] = c * pi - s * qi;
    a[q * size + i] = s * pi + c * qi;
    const vp = vectors[p * size + i] as number, vq = vectors[q * size + i] as number;
    vectors[p * size + i] = c * vp - s * vq;
    vectors[q * size + i] = s * vp + c * vq;
  }
}

/** {@link jacobi} with the largest eigenvalue first. */
export function sortedJacobi(a: Float64Array, size: number): { values: Float64Array<ArrayBuffer>; vectors: Float64Array } {
  const { values, vectors } = jacobi(a, size);
  const order = Array.from({ length: size }, (_, i) => i).sort((x, y) => (values[y] as number) - (values[x] as number) || x - y);
  const sorted = new Float64Array(size * size);
  order.forEach((from, to) => sorted.set(vectors.subarray(from * size, (from + 1) * size), to * size));
  return { values: Float64Array.from(order, (i) => values[i] as number), vectors: sorted };
}

function takeLeading({ values, vectors }: { values: Float64Array; vectors: Float64Array }, size: number, count: number): Eigen {
  const order = Array.from({ length: size }, (_, i) => i).sort((x, y) => (values[y] as number) - (values[x] as number) || x - y).slice(0, count);
  const kept = new Float64Array(order.length * size);
  order.forEach((from, to) => kept.set(vectors.subarray(from * size, (from + 1) * size), to * size));
  return { values: Float64Array.from(order, (i) => values[i] as number), vectors: kept, isConverged: true };
}

/** Rows of the result are matrix × (rows of `basis`). The matrix is read once for the whole block. */
function multiply(matrix: Float64Array, basis: Float64Array, block: number, size: number): Float64Array {
  const out = new Float64Array(block * size);
  for (let i = 0; i < size; i++) {
    const line = i * size;
    for (let b = 0; b < block; b++) {
      const start = b * size;
      let s0 = 0, s1 = 0;
      const whole = size & ~1;
      for (let j = 0; j < whole; j += 2) {
        s0 += (matrix[line + j] as number) * (basis[start + j] as number);
        s1 += (matrix[line + j + 1] as number) * (basis[start + j + 1] as number);
      }
      if (whole < size) s0 += (matrix[line + whole] as number) * (basis[start + whole] as number);
      out[start + i] = s0 + s1;
    }
  }
  return out;
}

/** Products of the rows of `a` with those of `b`, both `[block, size]`; taken to be symmetric. */
export function gram(a: Float64Array, b: Float64Array, block: number, size: number): Float64Array {
  const out = new Float64Array(block * block);
  for (let i = 0; i < block; i++) {
    for (let j = i; j < block; j++) {
      let sum = 0;
      for (let c = 0; c < size; c++) sum += (a[i * size + c] as number) * (b[j * size + c] as number);
      out[i * block + j] = sum;
      out[j * block + i] = sum;
    }
  }
  return out;
}

/** weights `[block, block]` × rows `[block, size]`. */
export function combine(weights: Float64Array, rows: Float64Array, block: number, size: number): Float64Array {
  const out = new Float64Array(block * size);
  for (let i = 0; i < block; i++) {
    for (let j = 0; j < block; j++) {
      const weight = weights[i * block + j] as number;
      for (let c = 0; c < size; c++) (out[i * size + c] as number) += weight * (rows[j * size + c] as number);
    }
  }
  return out;
}

function residual(image: Float64Array, basis: Float64Array, values: Float64Array, count: number, size: number): number {
  let worst = 0;
  for (let i = 0; i < count; i++) {
    let sum = 0;
    for (let c = 0; c < size; c++) sum += ((image[i * size + c] as number) - (values[i] as number) * (basis[i * size + c] as number)) ** 2;
    worst = Math.max(worst, Math.sqrt(sum));
  }
  return worst;
}

/** Modified Gram–Schmidt, twice; a row that vanishes (rank below the block) becomes a unit vector orthogonal to the rest. */
export function orthonormalise(rows: Float64Array, block: number, size: number): void {
  for (let i = 0; i < block; i++) {
    const before = norm(rows, i, size);
    for (let pass = 0; pass < 2; pass++) project(rows, i, size);
    let after = norm(rows, i, size);
    for (let axis = 0; !(after > 1e-12 * before && after > 0) || !Number.isFinite(after); axis++) {
      rows.fill(0, i * size, (i + 1) * size);
      rows[i * size + axis] = 1;
      for (let pass = 0; pass < 2; pass++) project(rows, i, size);
      after = norm(rows, i, size);
      if (after > 1e-3) break;
    }
    for (let c = i * size; c < (i + 1) * size; c++) (rows[c] as number) /= after;
  }
}

function project(rows: Float64Array, i: number, size: number): void {
  for (let j = 0; j < i; j++) {
    let dot = 0;
    for (let c = 0; c < size; c++) dot += (rows[i * size + c] as number) * (rows[j * size + c] as number);
    for (let c = 0; c < size; c++) (rows[i * size + c] as number) -= dot * (rows[j * size + c] as number);
  }
}

function norm(rows: Float64Array, i: number, size: number): number {
  let sum = 0;
  for (let c = i * size; c < (i + 1) * size; c++) sum += (rows[c] as number) ** 2;
  return Math.sqrt(sum);
}
