import { expect, it } from 'vitest';
import { letterOf, lettersOfMissing } from './letters';

it('goes on with two letters after Z', () => {
  expect([0, 1, 25, 26, 27, 51, 52].map(letterOf)).toEqual(['A', 'B', 'Z', 'AA', 'AB', 'AZ', 'BA']);
});

it('names the selected rows without a vector', () => {
  expect(lettersOfMissing([7, 3, 5], [1, 3, 5])).toEqual(['B', 'C']);
});
