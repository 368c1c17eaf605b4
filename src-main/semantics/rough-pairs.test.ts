import { expect, it } from 'vitest';
import { mulberry32 } from '@contract/prng';
import { drained } from '@contract/steps';
import { measureSetSteps } from './measure-set';
import { vectorAt, type VectorTable } from '@vectors/vector-table';

const random = mulberry32(3);
const [N, DIM] = [150, 70];
/** Layer 0: two vectors alone. Layer 1: some rows equal, some nearly, one without a vector. Layer 2: noise. Layer 3: noise of a hundredth around one point, as in the low layers of a model. */
const table: VectorTable = { nRows: N, nLayers: 4, dim: DIM, values: new Float32Array(N * 4 * DIM) };
for (let row = 0; row < N; row++) {
  for (let d = 0; d < DIM; d++) {
    vectorAt(table, row, 0)[d] = (d * (1 + (row % 2))) % 7;
    vectorAt(table, row, 2)[d] = random() - 0.5;
    vectorAt(table, row, 3)[d] = (d % 5) + 0.01 * random();
    vectorAt(table, row, 1)[d] = row === 9 ? 0 : row % 3 === 0 && row > 0 ? (vectorAt(table, row - 1, 1)[d] ?? NaN) * (1 + (row % 2) * 1e-7 * d) : random() - 0.5;
  }
}
const occurrences = Array.from({ length: N }, (_, row) => ({
  text: `text ${Math.floor(row / 1.3)}`,
  charStart: 0,
  charEnd: 4,
  word: row % 5 === 0 ? 'Bank' : 'bank',
  labels: row % 4 === 3 ? {} : { sense: `s${row % 3}` },
}));

it.each([['labelled', occurrences], ['without senses', occurrences.map((one) => ({ ...one, labels: {} }))]])('measures a set as exact products do: %s', (_, of) => {
  const [exact, rough] = [drained(measureSetSteps(table, of)), drained(measureSetSteps(table, of, 'rough'))];
  expect(rough.nearest).toEqual(exact.nearest);
  expect(rough.senseRecall).toEqual(exact.senseRecall);
  const spreads = (found: typeof exact): readonly number[] => (found.contrast ?? []).flatMap(({ own, other }) => [own.mean, own.deviation, other.mean, other.deviation]);
  expect(spreads(rough)).toHaveLength(spreads(exact).length);
  spreads(rough).forEach((value, at) => { expect(Math.abs(value - (spreads(exact)[at] ?? NaN))).toBeLessThan(1e-5); });
});

it('measures sets of one, two and no rows', () => {
  for (const n of [0, 1, 2, 5]) {
    const few = { ...table, nRows: n, values: table.values.subarray(0, n * 4 * DIM) };
    expect(drained(measureSetSteps(few, occurrences.slice(0, n), 'rough')).nearest).toEqual(drained(measureSetSteps(few, occurrences.slice(0, n))).nearest);
  }
});

it('finds the nearest with a label where few have one', () => {
  const few = occurrences.map((one, row) => ({ ...one, labels: row % 50 < 2 ? { sense: `s${row % 50}` } : {} }));
  const [exact, rough] = [drained(measureSetSteps(table, few)), drained(measureSetSteps(table, few, 'rough'))];
  expect(exact.senseRecall).toHaveLength(4);
  expect(rough.senseRecall).toEqual(exact.senseRecall);
  expect(rough.nearest).toEqual(exact.nearest);
});
