import { expect, it } from 'vitest';
import { letterOf } from './letters';

it('goes on with two letters after Z', () => {
  expect([0, 1, 25, 26, 27, 51, 52].map(letterOf)).toEqual(['A', 'B', 'Z', 'AA', 'AB', 'AZ', 'BA']);
});
