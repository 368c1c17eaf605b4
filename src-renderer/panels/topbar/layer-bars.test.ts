import { expect, it } from 'vitest';
import { barHeights } from './layer-bars';

it('draws chance lowest and 1 tallest, whatever the best layer reaches; equal bars without gold', () => {
  expect(barHeights([0.2, 0.6, 1, 0.1], 4, 0.2)).toEqual([4, 18, 32, 4]);
  expect(barHeights([0.2, 0.6], 2, 0.2)).toEqual([4, 18]);
  expect(barHeights(null, 3, 0.2)).toEqual([16, 16, 16]);
});
