import { drained } from '@contract/steps';
import { openArena } from '@vectors/kernels/arena';
import { copyRows, storedWidth } from '@projection/neighbours/arena-rows';
import type { Rows } from '@vectors/rows';

const ROWS_A_BLOCK = 128;

/**
 * Cosine similarity of every row with every other, row-major `[n, n]`, symmetric to the bit; the products are summed in 32 bits.
 * A row of zeros has no direction: its similarity is 0 to every other row, 1 to other rows of zeros. Yields the rows done.
 */
export function* cosinesSteps(rows: Rows): Generator<number, Float32Array> {
  const { n } = rows;
  const arena = openArena();
  const width = storedWidth(rows.dim, 'cosine');
  const units = arena.float32(n * width);
  copyRows(rows, 0, n, units.view, width, 'cosine');
  const block = arena.float32(ROWS_A_BLOCK * n);
  const cosines = new Float32Array(n * n);
  for (let from = 0; from < n; from += ROWS_A_BLOCK) {
    const nRows = Math.min(ROWS_A_BLOCK, n - from);
    const nColumns = n - from;
    arena.kernels.dots(units.pointer + from * width * 4, nRows, units.pointer + from * width * 4, nColumns, width, block.pointer, nColumns);
    const products = block.view;
    for (let i = 0; i < nRows; i++) {
      for (let j = i; j < nColumns; j++) {
        const value = Math.min(1, Math.max(-1, products[i * nColumns + j] as number));
        cosines[(from + i) * n + from + j] = value;
        cosines[(from + j) * n + from + i] = value;
      }
    }
    yield from + nRows;
  }
  return cosines;
}

/** {@link cosinesSteps} in one go. */
export function cosinesOf(rows: Rows): Float32Array {
  return drained(cosinesSteps(rows));
}
