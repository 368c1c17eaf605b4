import type { ProjectionParameters } from '@contract/projection';
import { unitRows, type Rows } from '@vectors/rows';

export type Metric = ProjectionParameters['metric'];

/** Rows prepared for many distances under one metric. */
export interface Space {
  readonly n: number;
  readonly dim: number;
  /** Writes the distances from `row` of `from` to rows `[start, end)` of this space into `out[start…end)`. */
  distancesFrom(from: Space, row: number, start: number, end: number, out: Float32Array): void;
  readonly values: Float32Array;
}

/**
 * Euclidean distance, or cosine distance 1 − cos in 0…2 (umap-learn's definitions: two zero vectors are at distance 0,
 * a zero vector and any other at 1). Cosine distances below 2e-7, the rounding of float32 unit rows, count as 0.
 */
export function makeSpace(rows: Rows, metric: Metric): Space {
  return metric === 'cosine' ? cosineSpace(rows) : euclideanSpace(rows);
}

function cosineSpace(rows: Rows): Space {
  const { values, n, dim } = unitRows(rows);
  const isZero = zeroRows(values, n, dim);
  return {
    n, dim, values,
    distancesFrom(from, row, start, end, out) {
      const base = row * dim;
      const a = from.values;
      const fromZero = zeroRows(a.subarray(base, base + dim), 1, dim)[0] === 1;
      for (let other = start; other < end; other++) {
        const distance = 1 - dot(a, base, values, other * dim, dim);
        out[other] = fromZero && isZero[other] === 1 ? 0 : distance < 2e-7 ? 0 : distance;
      }
    },
  };
}

function euclideanSpace({ values, n, dim }: Rows): Space {
  return {
    n, dim, values,
    distancesFrom(from, row, start, end, out) {
      for (let other = start; other < end; other++) out[other] = Math.sqrt(squared(from.values, row * dim, values, other * dim, dim));
    },
  };
}

/** Four running sums: the loop is bound by the latency of one addition otherwise. */
function dot(a: Float32Array, aStart: number, b: Float32Array, bStart: number, dim: number): number {
  let s0 = 0, s1 = 0, s2 = 0, s3 = 0;
  const whole = dim & ~3;
  for (let c = 0; c < whole; c += 4) {
    s0 += (a[aStart + c] as number) * (b[bStart + c] as number);
    s1 += (a[aStart + c + 1] as number) * (b[bStart + c + 1] as number);
    s2 += (a[aStart + c + 2] as number) * (b[bStart + c + 2] as number);
    s3 += (a[aStart + c + 3] as number) * (b[bStart + c + 3] as number);
  }
  for (let c = whole; c < dim; c++) s0 += (a[aStart + c] as number) * (b[bStart + c] as number);
  return s0 + s1 + (s2 + s3);
}

function squared(a: Float32Array, aStart: number, b: Float32Array, bStart: number, dim: number): number {
  let s0 = 0, s1 = 0;
  const whole = dim & ~1;
  for (let c = 0; c < whole; c += 2) {
    const d0 = (a[aStart + c] as number) - (b[bStart + c] as number);
    const d1 = (a[aStart + c + 1] as number) - (b[bStart + c + 1] as number);
    s0 += d0 * d0;
    s1 += d1 * d1;
  }
  if (whole < dim) s0 += ((a[aStart + whole] as number) - (b[bStart + whole] as number)) ** 2;
  return s0 + s1;
}

function zeroRows(values: Float32Array, n: number, dim: number): Uint8Array {
  const flags = new Uint8Array(n);
  for (let row = 0; row < n; row++) {
    let isZero = 1;
    for (let c = row * dim; c < (row + 1) * dim && isZero === 1; c++) if (values[c] !== 0) isZero = 0;
    flags[row] = isZero;
  }
  return flags;
}
