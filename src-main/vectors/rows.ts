import { Failure } from '@contract/failure';
import { drained } from '@contract/steps';

/** Vectors as one flat row-major array `[n, dim]`. */
export interface Rows {
  readonly values: Float32Array;
  readonly n: number;
  readonly dim: number;
}

/** Numbers looked at between two yields: some 10 ms. */
const NUMBERS_A_STEP = 4_000_000;

/** {@link checkRows} in short steps; yields the rows done. */
export function* checkRowsSteps({ values, n, dim }: Rows): Generator<number, void> {
  if (!Number.isInteger(n) || !Number.isInteger(dim) || n < 0 || dim < 1 || values.length !== n * dim) {
    throw new Failure('bad-input', `Expected ${n} rows of ${dim} numbers, got ${values.length} numbers. Embed the set again.`);
  }
  const rowsAStep = Math.max(1, Math.floor(NUMBERS_A_STEP / dim));
  for (let from = 0; from < n; from += rowsAStep) {
    const to = Math.min(n, from + rowsAStep);
    // Zero times a number is zero; times NaN or infinity it is NaN, which stays.
    let poison = 0;
    for (let index = from * dim; index < to * dim; index++) poison += (values[index] as number) * 0;
    if (poison !== 0) {
      const bad = values.subarray(from * dim, to * dim).findIndex((value) => !Number.isFinite(value));
      throw new Failure('bad-input', `Row ${from + Math.floor(bad / dim) + 1} holds a value that is not a number. Remove that row or embed it again.`);
    }
    yield to;
  }
}

/**
 * Refuses what no method can project.
 * @throws Failure 'bad-input' when the length is not n × dim, or a row holds NaN or infinity (rows are counted from 1).
 */
export function checkRows(rows: Rows): void {
  drained(checkRowsSteps(rows));
}

/** A copy whose rows have length 1; rows of zeros stay zeros. */
export function unitRows(rows: Rows): Rows {
  return drained(unitRowsSteps(rows));
}

/** {@link unitRows} in short steps; yields the rows done. */
export function* unitRowsSteps({ values, n, dim }: Rows): Generator<number, Rows> {
  const unit = new Float32Array(values.length);
  const rowsAStep = Math.max(1, Math.floor(NUMBERS_A_STEP / dim));
  for (let row = 0; row < n; row++) {
    if (row > 0 && row % rowsAStep === 0) yield row;
    const start = row * dim;
    let squared = 0;
    for (let column = 0; column < dim; column++) squared += (values[start + column] as number) ** 2;
    if (squared === 0) continue;
    const scale = 1 / Math.sqrt(squared);
    for (let column = 0; column < dim; column++) unit[start + column] = (values[start + column] as number) * scale;
  }
  return { values: unit, n, dim };
}
