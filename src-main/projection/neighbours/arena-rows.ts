import type { Arena, Region } from '@vectors/kernels/arena';
import type { Rows } from '@vectors/rows';
import type { Metric } from './metric';

/** Rows in an arena as the kernels want them: `width` floats each, a multiple of 4. */
export interface ArenaRows {
  readonly n: number;
  readonly width: number;
  readonly region: Region<Float32Array>;
  readonly isCosine: boolean;
}

const ROWS_A_STEP = 2_048;

/** Width of a stored row: cosine rows have one more column, which is 1 for rows of zeros, so that those are at 0 from each other and at 1 from the rest. */
export function storedWidth(dim: number, metric: Metric): number {
  return Math.ceil((metric === 'cosine' ? dim + 1 : dim) / 4) * 4;
}

/** Copies rows into the arena, for cosine scaled to length 1. */
export function* storeRows(arena: Arena, rows: Rows, metric: Metric): Generator<void, ArenaRows> {
  const width = storedWidth(rows.dim, metric);
  const region = arena.float32(rows.n * width);
  for (let from = 0; from < rows.n; from += ROWS_A_STEP) {
    copyRows(rows, from, Math.min(rows.n, from + ROWS_A_STEP), region.view, width, metric);
    yield;
  }
  return { n: rows.n, width, region, isCosine: metric === 'cosine' };
}

/** Writes rows `from`…`to` − 1 at the same places of `out`. */
export function copyRows({ values, dim }: Rows, from: number, to: number, out: Float32Array, width: number, metric: Metric, shift = 0): void {
  for (let row = from; row < to; row++) {
    const start = row * dim, target = (row - shift) * width;
    if (metric === 'euclidean') {
      out.set(values.subarray(start, start + dim), target);
      continue;
    }
    let squared = 0;
    for (let column = 0; column < dim; column++) squared += (values[start + column] as number) ** 2;
    const scale = squared === 0 ? 0 : 1 / Math.sqrt(squared);
    for (let column = 0; column < dim; column++) out[target + column] = (values[start + column] as number) * scale;
    out[target + dim] = squared === 0 ? 1 : 0;
  }
}
