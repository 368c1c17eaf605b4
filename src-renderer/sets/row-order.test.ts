import { describe, expect, it } from 'vitest';
import { sortRows } from './row-order';
import { marked } from './set.testing';

const occurrences = [
  marked('the muddy |bank| of a river'), marked('The Central |bank| raised rates'), marked('a muddy |bank|'), marked('|bank| holiday'),
];
const rank = (row: number): number => [1, 0, 1, Infinity][row] ?? Infinity;
const rows = [0, 1, 2, 3];

describe('order of the concordance', () => {
  it('sorts by the words before, nearest first, whatever their case', () => {
    expect(sortRows(rows, occurrences, 'before', rank, null)).toEqual([3, 1, 2, 0]);
  });
  it('sorts by the words after', () => {
    expect(sortRows(rows, occurrences, 'after', rank, null)).toEqual([2, 3, 0, 1]);
  });
  it('sorts by sense and keeps the order of the set within one', () => {
    expect(sortRows(rows, occurrences, 'colour', rank, null)).toEqual([1, 0, 2, 3]);
  });
  it('sorts by distance from A, rows without a vector last', () => {
    expect(sortRows(rows, occurrences, 'nearest', rank, Float32Array.of(0.3, 0, NaN, 0.1))).toEqual([1, 3, 0, 2]);
    expect(sortRows([2, 0], occurrences, 'nearest', rank, null)).toEqual([2, 0]);
  });
});
