import { openArena } from '@vectors/kernels/arena';
import type { ProductBlock } from '@semantics/nearest-rows';
import type { VectorTable } from '@vectors/vector-table';

/** Rows and columns of a tile: two times as many rows of 768 columns stay in the second-level cache. */
const [ROWS_A_BLOCK, COLUMNS_A_TILE] = [64, 64];

/** Inner products of unit rows, summed in 32 bits: off by less than 1e-6 each. Blocks of rows, each with all columns from its own first row on. */
export function* roughProducts({ values, nRows: n, dim }: VectorTable): Generator<ProductBlock> {
  const arena = openArena();
  const width = Math.ceil(dim / 4) * 4;
  const rows = arena.float32(n * width);
  for (let row = 0; row < n; row++) rows.view.set(values.subarray(row * dim, (row + 1) * dim), row * width);
  const block = arena.float32(ROWS_A_BLOCK * n);
  const at = (row: number): number => rows.pointer + row * width * 4;
  for (let from = 0; from < n; from += ROWS_A_BLOCK) {
    const [to, nColumns] = [Math.min(n, from + ROWS_A_BLOCK), n - from];
    for (let column = 0; column < nColumns; column += COLUMNS_A_TILE) {
      arena.kernels.dots(at(from), to - from, at(from + column), Math.min(COLUMNS_A_TILE, nColumns - column), width, block.pointer + column * 4, nColumns);
    }
    yield { from, to, values: block.view };
  }
}
