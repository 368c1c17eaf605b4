import { expect, it } from 'vitest';
import { mulberry32 } from '@contract/prng';
import type { Occurrence } from '@contract/occurrence';
import { drained } from '@contract/steps';
import type { VectorTable } from '@vectors/vector-table';
import { wordPlacerSteps } from './word-placer';

const DIM = 6;

/** Occurrences of words with a sense each, whose vectors stand round a corner of the sense; two layers, of which the first says nothing. */
function setOf(marks: readonly (readonly [word: string, sense: string | null])[]): { readonly table: VectorTable; readonly occurrences: readonly Occurrence[] } {
  const random = mulberry32(7);
  const senses = [...new Set(marks.map(([, sense]) => sense))];
  const values = new Float32Array(marks.length * 2 * DIM);
  marks.forEach(([, sense], row) => {
    for (let d = 0; d < DIM; d++) values[(row * 2 + 1) * DIM + d] = (random() - 0.5) * 0.3 + (d === senses.indexOf(sense) ? 1 : 0);
    values.fill(1, row * 2 * DIM, (row * 2 + 1) * DIM);
  });
  const occurrences = marks.map(([word, sense], row): Occurrence => ({ text: `${word} ${row}`, charStart: 0, charEnd: word.length, word, labels: sense === null ? {} : { sense } }));
  return { table: { values, nRows: marks.length, nLayers: 2, dim: DIM }, occurrences };
}

const TWENTY = Array.from({ length: 20 }, (_, at) => [at % 3 === 0 ? 'Bank' : 'bank', at % 2 === 0 ? 'money' : 'river'] as const);

it('learns from the labelled occurrences of the word, whatever their case, and gives their rows', () => {
  const { table, occurrences } = setOf([['run', 'money'], ['bank', null], ...TWENTY]);
  const { placer, rows } = drained(wordPlacerSteps(table, 1, occurrences, 'BANK'));
  expect(rows).toEqual(Array.from({ length: 20 }, (_, at) => at + 2));
  const placed = placer.place(table.values.subarray((3 * 2 + 1) * DIM, (3 * 2 + 2) * DIM));
  expect(placed.sense).toBe('river');
  expect(placed.voters).toHaveLength(8);
  expect(placed.voters.filter((at) => occurrences[rows[at] as number]?.labels['sense'] === 'river')).toHaveLength(placed.votes[0]?.n ?? 0);
  expect(placed.record.nRight).toBeLessThanOrEqual(placed.record.n);
  expect(placed.record.n).toBeGreaterThan(0);
});

it('refuses what teaches nothing: too few labels, or one sense alone', () => {
  const few = setOf(TWENTY.slice(0, 7)), one = setOf(TWENTY.map(([word]) => [word, 'money'] as const));
  expect(() => drained(wordPlacerSteps(few.table, 1, few.occurrences, 'bank'))).toThrow('7 occurrences of “bank” have a sense, 8 are needed');
  expect(() => drained(wordPlacerSteps(few.table, 1, few.occurrences, 'run'))).toThrow('0 occurrences of “run” have a sense');
  expect(() => drained(wordPlacerSteps(one.table, 1, one.occurrences, 'bank'))).toThrow('one sense');
});

it('learns from a sample of very many', () => {
  const { table, occurrences } = setOf(Array.from({ length: 1_600 }, (_, at) => ['bank', at % 2 === 0 ? 'money' : 'river'] as const));
  const steps = wordPlacerSteps(table, 1, occurrences, 'bank');
  expect(steps.next().done).toBe(false);
  steps.return(undefined as never);
});
