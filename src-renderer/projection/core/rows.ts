import { Failure } from '@contract/failure';

/** Vectors as one flat row-major array `[n, dim]`. */
export interface Rows {
  readonly values: Float32Array;
  readonly n: number;
  readonly dim: number;
}

/**
 * Refuses what no method can project.
 * @throws Failure 'bad-input' when the length is not n × dim, or a row holds NaN or infinity (rows are counted from 1).
 */
export function checkRows({ values, n, dim }: Rows): void {
  if (!Number.isInteger(n) || !Number.isInteger(dim) || n < 0 || dim < 1 || values.length !== n * dim) {
    throw new Failure('bad-input', `Expected ${n} rows of ${dim} numbers, got ${values.length} numbers. Embed the set again.`);
  }
  for (let index = 0; index < values.length; index++) {
    if (!Number.isFinite(values[index])) {
      throw new Failure('bad-input', `Row ${Math.floor(index / dim) + 1} holds a value that is not a number. Remove that row or embed it again.`);
    }
  }
}

/** A copy whose rows have length 1; rows of zeros stay zeros. */
export function unitRows({ values, n, dim }: Rows): Rows {
  const unit = new Float32Array(values.length);
  for (let row = 0; row < n; row++) {
    const start = row * dim;
    let squared = 0;
    for (let column = 0; column < dim; column++) squared += (values[start + column] as number) ** 2;
    if (squared === 0) continue;
    const scale = 1 / Math.sqrt(squared);
    for (let column = 0; column < dim; column++) unit[start + column] = (values[start + column] as number) * scale;
  }
  return { values: unit, n, dim };
}
