import { expect, it } from 'vitest';
import { labelValues } from './label-values';

const of = (labels: Record<string, string>): { text: string; charStart: number; charEnd: number; word: string; labels: Record<string, string> } => ({
  text: 'a',
  charStart: 0,
  charEnd: 1,
  word: 'a',
  labels,
});

it('gives every label a value a row, null where it is not there and not where it is empty', () => {
  expect(labelValues([of({ b: '1' }), of({}), of({ a: '', b: '2' })])).toEqual([{ label: 'b', values: ['1', null, '2'] }, { label: 'a', values: [null, null, ''] }]);
  expect(labelValues([of({}), of(JSON.parse('{"__proto__":"x"}') as Record<string, string>)])).toEqual([{ label: '__proto__', values: [null, 'x'] }]);
});
