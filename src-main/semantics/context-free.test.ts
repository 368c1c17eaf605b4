import { expect, it } from 'vitest';
import type { VectorTable } from '@vectors/vector-table';
import { distancesWithoutContext } from './context-free';
import { meanOf } from './neighbours';

/** Four unit vectors at 0°, 60°, 90° and 180°, and a form of its own at 45°. */
const at = (degrees: number): number[] => [Math.cos(degrees * Math.PI / 180), Math.sin(degrees * Math.PI / 180)];
const table: VectorTable = { values: Float32Array.from([0, 60, 90, 180, 45].flatMap(at)), nRows: 5, nLayers: 1, dim: 2 };

it('is the arithmetic mean', () => {
  expect([...meanOf(table, 0, [0, 2])].map((value) => Number(value.toFixed(6)))).toEqual([0.5, 0.5]);
});

it('holds each occurrence against its form’s own vector, and against the average of the others', () => {
  const forms = [{ form: 'bank', rows: [0, 1, 2], ghost: Float32Array.from(at(90)) }, { form: 'banks', rows: [3], ghost: null }];
  const senses = ['money', 'money', 'river', null];
  const [all, money, river] = distancesWithoutContext(table, forms, (row) => senses[row] ?? null);
  // The others of 0° point to 75°, those of 60° to 45°, those of 90° to 30°.
  const distance = (degrees: number): number => 1 - Math.cos(degrees * Math.PI / 180);
  expect(all).toMatchObject({ sense: null, n: 4 });
  expect(all?.toGhost).toBeCloseTo((distance(90) + distance(30) + 0) / 3, 6);
  expect(all?.toAverage).toBeCloseTo((distance(75) + distance(15) + distance(60)) / 3, 6);
  expect(money).toMatchObject({ sense: 'money', n: 2 });
  expect(money?.toGhost).toBeCloseTo((distance(90) + distance(30)) / 2, 6);
  expect(money?.toAverage).toBeCloseTo((distance(75) + distance(15)) / 2, 6);
  expect(river).toEqual({ sense: 'river', n: 1, toGhost: expect.closeTo(0, 6) as number, toAverage: expect.closeTo(distance(60), 6) as number });
});

it('has nothing to hold against where a form has no vector of its own and one occurrence alone', () => {
  expect(distancesWithoutContext(table, [{ form: 'banks', rows: [3], ghost: null }], () => 'money')).toEqual([
    { sense: null, n: 1, toGhost: null, toAverage: null },
    { sense: 'money', n: 1, toGhost: null, toAverage: null },
  ]);
});
