import { expect, it } from 'vitest';
import { mulberry32 } from '@contract/prng';
import { drained } from '@contract/steps';
import { measureSetSteps } from '@semantics/measure-set';
import { dot } from '@vectors/cosine';
import { unitTable, vectorAt, type VectorTable } from '@vectors/vector-table';
import { roughProducts } from './rough-products';

const random = mulberry32(3);
const [N, DIM] = [150, 70];
/** Layer 0: two vectors alone. Layer 1: some rows equal, some nearly, one without a vector. Layer 2: noise. */
const table: VectorTable = { nRows: N, nLayers: 3, dim: DIM, values: new Float32Array(N * 3 * DIM) };
for (let row = 0; row < N; row++) {
  for (let d = 0; d < DIM; d++) {
    vectorAt(table, row, 0)[d] = (d * (1 + (row % 2))) % 7;
    vectorAt(table, row, 2)[d] = random() - 0.5;
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

it('has every product once, within a millionth', () => {
  const units = unitTable(table, 2);
  let nSeen = 0;
  for (const { from, to, values } of roughProducts(units)) {
    for (let i = from; i < to; i++) {
      for (let j = i; j < N; j++, nSeen++) expect(Math.abs((values[(i - from) * (N - from) + j - from] ?? NaN) - dot(vectorAt(units, i, 0), vectorAt(units, j, 0)))).toBeLessThan(1e-6);
    }
  }
  expect(nSeen).toBe((N * (N + 1)) / 2);
});

it.each([['labelled', occurrences], ['without senses', occurrences.map((one) => ({ ...one, labels: {} }))]])('measures a set as exact products do: %s', (_, of) => {
  const [exact, rough] = [drained(measureSetSteps(table, of)), drained(measureSetSteps(table, of, roughProducts))];
  expect(rough.nearest).toEqual(exact.nearest);
  expect(rough.senseRecall).toEqual(exact.senseRecall);
  const spreads = (found: typeof exact): readonly number[] => (found.contrast ?? []).flatMap(({ own, other }) => [own.mean, own.deviation, other.mean, other.deviation]);
  expect(spreads(rough)).toHaveLength(spreads(exact).length);
  spreads(rough).forEach((value, at) => { expect(Math.abs(value - (spreads(exact)[at] ?? NaN))).toBeLessThan(1e-6); });
});
