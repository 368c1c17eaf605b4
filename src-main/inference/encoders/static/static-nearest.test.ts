import { expect, it } from 'vitest';
import { mulberry32 } from '@contract/prng';
import type { RowStore } from '../../../model-format/word-table/row-store';
import { NearestRowSearch } from './static-nearest';

const [N_ROWS, DIM] = [30_000, 75];
const random = mulberry32(5);
/** Some rows equal, some of zeros. */
const values = Float32Array.from({ length: N_ROWS * DIM }, () => random() - 0.3);
for (let row = 0; row < N_ROWS; row += 100) values.copyWithin((row + 50) * DIM, row * DIM, (row + 1) * DIM);
for (let row = 9; row < N_ROWS; row += 1_000) values.fill(0, row * DIM, (row + 1) * DIM);
const store: RowStore = { nRows: N_ROWS, dim: DIM, rows: (from, to) => values.subarray(from * DIM, to * DIM), close: () => undefined };
const rowOf = (row: number): Float32Array => values.slice(row * DIM, (row + 1) * DIM);

it('finds the same from the second search on, when few rows are looked at, as in the first, to the bit', async () => {
  const known = new NearestRowSearch(store);
  await known.find(rowOf(1), 1, () => false);
  // The last one is opposite to all: rows of zeros are nearer to it than any.
  for (const query of [rowOf(0), rowOf(1_234), rowOf(20_050), rowOf(77).map((value) => -value - 1)]) {
    for (const k of [1, 2, 60]) {
      const found = await known.find(query, k, (row) => row % 9 === 4);
      expect(found).toHaveLength(k);
      expect(found).toEqual(await new NearestRowSearch(store).find(query, k, (row) => row % 9 === 4));
    }
  }
  expect((await known.find(rowOf(77).map((value) => -value - 1), 3, () => false)).map(({ row, distance }) => [row, distance])).toEqual([[9, 1], [1_009, 1], [2_009, 1]]);
});

it('finds nothing like nothing, and as many as there are', async () => {
  const search = new NearestRowSearch(store);
  for (let round = 0; round < 2; round++) {
    expect((await search.find(new Float32Array(DIM), 2, () => false)).map(({ row, distance }) => [row, distance])).toEqual([[0, 1], [1, 1]]);
    expect(await search.find(rowOf(3), 5, (row) => row > 1)).toHaveLength(2);
    expect(await search.find(rowOf(3), 0, () => false)).toEqual([]);
  }
});
