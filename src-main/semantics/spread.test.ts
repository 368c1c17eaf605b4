import { expect, it } from 'vitest';
import { Spread } from './spread';

it('has mean and standard deviation of what was added', () => {
  const spread = new Spread();
  expect([spread.n, spread.mean, spread.deviation]).toEqual([0, 0, 0]);
  for (const value of [2, 4, 4, 4, 5, 5, 7, 9]) spread.add(value);
  expect([spread.n, spread.mean, spread.deviation]).toEqual([8, 5, 2]);
});
