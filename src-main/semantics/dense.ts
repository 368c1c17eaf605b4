/** Row-major dense matrices in double precision: as much linear algebra as ridge regression needs. */

/** `A · B` for A `[n, k]`, B `[k, m]`. */
export function product(a: Float64Array, b: Float64Array, n: number, k: number, m: number): Float64Array {
  const result = new Float64Array(n * m);
  for (let i = 0; i < n; i++) addRows(result, i * m, m, b, 0, k, a, i * k, 1, 1);
  return result;
}

/** `AᵀB` for A `[n, k]`, B `[n, m]`: `[k, m]`. */
export function transposedProduct(a: Float64Array, b: Float64Array, n: number, k: number, m: number): Float64Array {
  const result = new Float64Array(k * m);
  for (let i = 0; i < k; i++) addRows(result, i * m, m, b, 0, n, a, i, k, 1);
  return result;
}

/** A copy of a square matrix `[n, n]` with `value` added along its diagonal. */
export function addToDiagonal(matrix: Float64Array, n: number, value: number): Float64Array {
  const result = Float64Array.from(matrix);
  for (let i = 0; i < n; i++) result[i * n + i] = (result[i * n + i] as number) + value;
  return result;
}

/**
 * Lower triangle L with `A = L Lᵀ` (Golub & Van Loan, Matrix Computations, section 4.2); what stands above the diagonal is zero.
 * @throws RangeError when the matrix is not positive definite
 */
export function cholesky(a: Float64Array, n: number): Float64Array {
  const l = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = a[i * n + j] as number;
      for (let k = 0; k < j; k++) sum -= (l[i * n + k] as number) * (l[j * n + k] as number);
      if (i !== j) {
        l[i * n + j] = sum / (l[j * n + j] as number);
      } else {
        if (!(sum > 0)) throw new RangeError('the matrix is not positive definite');
        l[i * n + i] = Math.sqrt(sum);
      }
    }
  }
  return l;
}

/** Solves `L Lᵀ X = B` for B `[n, m]`, by forward and then backward substitution over whole rows. */
export function solveCholesky(l: Float64Array, b: Float64Array, n: number, m: number): Float64Array {
  const x = Float64Array.from(b);
  for (let i = 0; i < n; i++) {
    addRows(x, i * m, m, x, 0, i, l, i * n, 1, -1);
    scaleRow(x, i * m, m, 1 / (l[i * n + i] as number));
  }
  for (let i = n - 1; i >= 0; i--) {
    addRows(x, i * m, m, x, i + 1, n, l, (i + 1) * n + i, n, -1);
    scaleRow(x, i * m, m, 1 / (l[i * n + i] as number));
  }
  return x;
}

/**
 * The loop that everything above is made of: adds to the row of `width` numbers at `target[start]` the rows `[from, to)` of `rows`,
 * the first one times `sign · factors[at]`, each next one times the factor `stride` further on. Four rows at a time, because
 * reading and writing the target costs more than the sum.
 */
function addRows(
  target: Float64Array, start: number, width: number, rows: Float64Array, from: number, to: number, factors: Float64Array, at: number, stride: number, sign: 1 | -1,
): void {
  let row = from;
  let factor = at;
  for (; row + 3 < to; row += 4, factor += 4 * stride) {
    const f0 = sign * (factors[factor] as number);
    const f1 = sign * (factors[factor + stride] as number);
    const f2 = sign * (factors[factor + 2 * stride] as number);
    const f3 = sign * (factors[factor + 3 * stride] as number);
    for (let index = 0, r = row * width; index < width; index++, r++) {
      target[start + index] = (target[start + index] as number) + f0 * (rows[r] as number) + f1 * (rows[r + width] as number)
        + f2 * (rows[r + 2 * width] as number) + f3 * (rows[r + 3 * width] as number);
    }
  }
  for (; row < to; row++, factor += stride) {
    const f = sign * (factors[factor] as number);
    for (let index = 0; index < width; index++) target[start + index] = (target[start + index] as number) + f * (rows[row * width + index] as number);
  }
}

function scaleRow(matrix: Float64Array, start: number, width: number, factor: number): void {
  for (let index = start; index < start + width; index++) matrix[index] = (matrix[index] as number) * factor;
}
