import { expect, it } from 'vitest';
import { rowAtOffset, rowOffsets, visibleRange } from './virtual-rows';

it('finds the rows that touch the window', () => {
  const offsets = rowOffsets(5, (index) => (index === 2 ? 30 : 10));
  expect([...offsets]).toEqual([0, 10, 20, 50, 60, 70]);
  expect([0, 9, 10, 49, 50, 1000].map((y) => rowAtOffset(offsets, y))).toEqual([0, 0, 1, 2, 3, 4]);
  expect(visibleRange(offsets, 12, 20, 0)).toEqual({ first: 1, end: 3 });
  expect(visibleRange(offsets, 12, 20, 6)).toEqual({ first: 0, end: 5 });
  expect(visibleRange(rowOffsets(0, () => 10), 0, 100, 6)).toEqual({ first: 0, end: 0 });
});
