import { expect, it } from 'vitest';
import { sidesTowards } from './free-sides';

it.each([[1, 0, 'r', 'l'], [-3, 0.1, 'l', 'r'], [0, 5, 'b', 't'], [2, -2, 'tr', 'bl']])('tries the way of (%d, %d) first: %s, and %s last', (dx, dy, first, last) => {
  const sides = sidesTowards(dx, dy);
  expect(sides).toHaveLength(8);
  expect(sides[0]).toBe(first);
  expect(sides[7]).toBe(last);
});
