import { expect, it } from 'vitest';
import { evenly } from './evenly';

it('takes so many, from the first on, in their order and each once', () => {
  const list = Array.from({ length: 10 }, (_, index) => index * 2);
  expect(evenly(list, 4)).toEqual([0, 4, 10, 14]);
  expect(new Set(evenly(list, 9)).size).toBe(9);
  expect(evenly(list, 0)).toEqual([]);
});

it('leaves a list that is no longer as it is', () => {
  const list = [3, 1, 2];
  expect(evenly(list, 3)).toBe(list);
});
