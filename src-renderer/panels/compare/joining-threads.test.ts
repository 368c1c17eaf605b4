import { expect, it } from 'vitest';
import { middlesOf } from './joining-threads';

it('finds where the threads of each category begin and end on average', () => {
  const end = (category: number, y0: number, y1: number) => ({ x0: 0, x1: 9, y0, y1, category, isSelected: false });
  expect([...middlesOf([end(1, 0, 10), end(1, 4, 20), end(2, 7, 7)])]).toEqual([[1, { y0: 2, y1: 15 }], [2, { y0: 7, y1: 7 }]]);
});
