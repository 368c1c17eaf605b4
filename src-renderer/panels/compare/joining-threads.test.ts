import { expect, it } from 'vitest';
import { middlesOf, strokesOf } from './joining-threads';

it('finds where the threads of each category begin and end on average', () => {
  const end = (category: number, y0: number, y1: number) => ({ x0: 0, x1: 9, y0, y1, category, isSelected: false });
  expect([...middlesOf([end(1, 0, 10), end(1, 4, 20), end(2, 7, 7)])]).toEqual([[1, { y0: 2, y1: 15 }], [2, { y0: 7, y1: 7 }]]);
});

it('draws selected threads in ink after all others, from end to end', () => {
  const end = (category: number, isSelected: boolean) => ({ x0: 0, x1: 100, y0: 10, y1: 20, category, isSelected });
  const strokes = strokesOf([end(1, true), end(0, false), end(2, false)], { marks: ['grey', 'red', 'blue'], ink: 'black' });
  expect(strokes.map(({ colour, widthPx }) => [colour, widthPx])).toEqual([['grey', 1], ['blue', 1], ['black', 1.6]]);
  expect(strokes.map(({ opacity }) => opacity)).toEqual([0.6, 0.6, 0.95]);
  expect(strokes[0]?.curve).toEqual([0, 10, 42, 10, 58, 20, 100, 20]);
});
