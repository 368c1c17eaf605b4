import { expect, it } from 'vitest';
import { mulberry32 } from '@contract/prng';
import type { VectorTable } from '@vectors/vector-table';
import { neighbourOverlapSteps, type NeighbourOverlap } from './neighbour-overlap';

function run(a: VectorTable, b: VectorTable, k: number): NeighbourOverlap {
  const steps = neighbourOverlapSteps(a, b, k);
  let step = steps.next();
  while (step.done !== true) step = steps.next();
  return step.value;
}

function table(rows: readonly (readonly number[])[]): VectorTable {
  return { values: Float32Array.from(rows.flat()), nRows: rows.length, nLayers: 1, dim: rows[0]?.length ?? 0 };
}

const random = (n: number, dim: number, seed: number): number[][] => {
  const draw = mulberry32(seed);
  return Array.from({ length: n }, () => Array.from({ length: dim }, () => draw() - 0.5));
};

it('is 1 for the same table, whatever its scale', () => {
  const rows = random(60, 8, 1);
  expect(run(table(rows), table(rows.map((row) => row.map((value) => value * 3))), 10)).toEqual({ share: 1, chance: 10 / 59, k: 10, nQueries: 60 });
});

it('is about chance for tables that have nothing in common', () => {
  const found = run(table(random(200, 16, 1)), table(random(200, 24, 2)), 10);
  expect(found.chance).toBeCloseTo(10 / 199, 12);
  expect(Math.abs((found.share ?? 1) - found.chance)).toBeLessThan(0.02);
});

it('counts by hand: four points on a circle, of which two changed places', () => {
  const at = (degrees: number): number[] => [Math.cos(degrees * Math.PI / 180), Math.sin(degrees * Math.PI / 180)];
  // Nearest of each at the left: 1, 0, 3, 2; at the right, where the second and the third have changed places: 2, 3, 0, 1.
  const a = table([at(0), at(10), at(100), at(115)]), b = table([at(0), at(100), at(10), at(115)]);
  expect(run(a, b, 1)).toMatchObject({ share: 0, chance: 1 / 3 });
  expect(run(a, a, 1)).toMatchObject({ share: 1 });
});

it('has no share where all vectors of a side are one, and leaves out rows without a vector', () => {
  const rows = random(40, 8, 3);
  expect(run(table(rows), table(rows.map(() => [1, 2])), 5)).toMatchObject({ share: null, nQueries: 0 });
  expect(run(table(rows), table(rows.map((row, index) => (index < 10 ? row.map(() => 0) : row))), 5)).toMatchObject({ share: 1, chance: 5 / 29, nQueries: 30 });
  expect(run(table(rows.slice(0, 1)), table(rows.slice(0, 1)), 5)).toMatchObject({ share: null, k: 0 });
});
