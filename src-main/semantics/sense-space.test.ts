import { expect, test } from 'vitest';
import { SenseSpace } from './sense-space';

test('zeros behind the numbers of a narrow layer change nothing', () => {
  const [n, dim, wide] = [12, 3, 8];
  const values = Float32Array.from({ length: n * dim }, (_, i) => Math.sin(i * i + 1));
  const padded = new Float32Array(n * wide);
  for (let row = 0; row < n; row++) padded.set(values.subarray(row * dim, (row + 1) * dim), row * wide);
  const classes = Array.from({ length: n }, (_, row) => row % 2);
  const [narrow, filled] = [SenseSpace.of({ values, n, dim }, classes), SenseSpace.of({ values: padded, n, dim: wide }, classes)];
  expect(narrow.shrinkage).toBeLessThan(1);
  expect(filled.shrinkage).toBe(narrow.shrinkage);
  const between = (space: SenseSpace, of: Float32Array, width: number): number => space.cosine(space.place(of.subarray(0, width)), space.place(of.subarray(width, 2 * width)));
  expect(between(filled, padded, wide)).toBeCloseTo(between(narrow, values, dim), 12);
});
