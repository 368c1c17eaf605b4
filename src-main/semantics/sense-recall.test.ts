import { expect, it } from 'vitest';
import { recallByChance } from './sense-recall';

it('is the share of each sense', () => {
  expect([0, 1, 2, 5].map(recallByChance)).toEqual([1, 1, 0.5, 0.2]);
});
