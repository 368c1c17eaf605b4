import { expect, it } from 'vitest';
import { DEFAULT_PROJECTION } from '@contract/projection';
import { drained } from '@contract/steps';
import { alongSteps } from './along';

it('has the direction as its first axis, and the spread that is left as its others', () => {
  // Unit vectors in four dimensions: the direction is the first axis; of the rest the third spreads widest, then the second.
  const rows = [[0.8, 0.1, 0.5, 0], [-0.8, -0.1, -0.5, 0], [-0.8, 0.2, 0.4, 0], [0.8, -0.2, -0.4, 0]].map((row) => row.map((value) => value / Math.hypot(...row)));
  const ghost = [0, 0, 0, 1];
  const { coordinates, quality, n } = drained(alongSteps({
    values: Float32Array.from([...rows, ghost].flat()), n: 5, dim: 4, nExtra: 1, direction: Float32Array.of(1, 0, 0, 0), midpoint: new Float32Array(4), parameters: { ...DEFAULT_PROJECTION, method: 'pca', nComponents: 3 },
  }));
  expect(n).toBe(5);
  const at = (row: number): number[] => [...coordinates.subarray(row * 3, row * 3 + 3)];
  // All are as far from the middle as they are long, so that the scale is 1.
  rows.forEach(([x = 0, y = 0, z = 0], row) => {
    expect(at(row)[0]).toBeCloseTo(x, 5);
    expect(Math.hypot(at(row)[1] ?? 0, at(row)[2] ?? 0)).toBeCloseTo(Math.hypot(y, z), 5);
  });
  const spread = (axis: number): number => rows.reduce((sum, _, row) => sum + (at(row)[axis] ?? 0) ** 2, 0);
  expect(spread(1)).toBeGreaterThan(10 * spread(2));
  at(4).forEach((value) => { expect(value).toBeCloseTo(0, 5); });
  expect(quality).toMatchObject({ nMeasured: 4 });
});
