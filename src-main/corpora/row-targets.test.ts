import { describe, expect, it } from 'vitest';
import { rowTargets, wordTargets, type RowTargets } from './row-targets';
import type { SourceRow } from './source-table';

const COLUMNS = { text: 0, word: 1, span: [2, 3] } as const;

function read(...cells: (string | null)[]): RowTargets | string {
  const row: SourceRow = { line: 7, cells: [...cells, null, null, null].slice(0, 4), marks: [] };
  try {
    return rowTargets(row, COLUMNS, '“a.csv”');
  } catch (error) {
    return (error as Error).message;
  }
}

const TEXT = 'He ran to the bank and banked 😀 on it.';
const said = (problem: string): string => `Line 7 of “a.csv” has the span ${problem}. Count UTF-16 code units from 0, the end not included.`;

describe('rowTargets', () => {
  it('takes a span, and the word it was found for', () => {
    expect(read(TEXT, 'bank', '14', '18')).toEqual({ text: TEXT, targets: [{ charStart: 14, charEnd: 18, word: 'bank' }] });
    expect(read(TEXT, null, '14', '18')).toEqual({ text: TEXT, targets: [{ charStart: 14, charEnd: 18, word: 'bank' }] });
    expect(read(TEXT, null, ' 14.0', '18.0 ')).toMatchObject({ targets: [{ charStart: 14 }] });
  });

  it('takes an inflected form for its word', () => {
    expect(read(TEXT, 'run', '3', '6')).toMatchObject({ targets: [{ charStart: 3, charEnd: 6, word: 'run' }] });
    expect(read(TEXT, 'bank', '23', '29')).toMatchObject({ targets: [{ charStart: 23, charEnd: 29, word: 'bank' }] });
    expect(read('She went home.', 'go', '4', '8')).toMatchObject({ targets: [{ word: 'go' }] });
  });

  it('finds every occurrence of the row’s word where there is no span', () => {
    expect(read('Bank to bank.', 'bank')).toEqual({ text: 'Bank to bank.', targets: [{ charStart: 0, charEnd: 4, word: 'bank' }, { charStart: 8, charEnd: 12, word: 'bank' }] });
  });

  it('leaves a row out for a reason', () => {
    expect(read(null, 'bank')).toEqual({ reason: 'the text is empty' });
    expect(read(TEXT)).toEqual({ reason: 'the row names no target' });
    expect(read(TEXT, 'river')).toEqual({ reason: '“river” is not in the text' });
  });

  it('refuses a span that cannot be right', () => {
    expect(read(TEXT, null, '14', '99')).toBe(said('14 to 99, which lies outside the text of 39 characters'));
    expect(read(TEXT, null, '18', '18')).toBe(said('18 to 18, which is empty'));
    expect(read(TEXT, null, '18', '14')).toBe(said('18 to 14, which is empty'));
    expect(read(TEXT, null, '31', '34')).toBe(said('31 to 34, which cuts a character in two'));
    expect(read(TEXT, null, '30', '32')).toBe(said('30 to 32, which covers “😀”, not a word'));
    expect(read(TEXT, null, '13', '18')).toBe(said('13 to 18, which covers “ bank”, not a word'));
    expect(read(TEXT, null, '14', '17')).toBe(said('14 to 17, which covers “ban”, only part of a word'));
    expect(read(TEXT, null, '15', '18')).toBe(said('15 to 18, which covers “ank”, only part of a word'));
    expect(read(TEXT, 'bank', '3', '6')).toBe(said('3 to 6, which covers “ran”, not “bank”'));
  });

  it('refuses a span that is not two whole numbers', () => {
    expect(read(TEXT, null, '14', null)).toBe('Line 7 of “a.csv” has “14” and nothing where a span needs two whole numbers. Count characters from 0, the end not included.');
    for (const wrong of ['-1', '14.5', '0x0e', '1e1', 'NaN', '99999999999']) expect(read(TEXT, null, wrong, '18')).toMatch(/where a span needs two whole numbers/u);
  });

  it('prefers the bars of a plain text', () => {
    const row: SourceRow = { line: 1, cells: ['the bank'], marks: [{ charStart: 4, charEnd: 8 }] };
    expect(rowTargets(row, { text: 0, word: null, span: null }, '“a.txt”')).toEqual({ text: 'the bank', targets: [{ charStart: 4, charEnd: 8, word: 'bank' }] });
  });
});

describe('wordTargets', () => {
  it('finds one word in every row', () => {
    const read = wordTargets('Bank', 1);
    expect(read({ line: 1, cells: ['x', 'a bank'], marks: [] })).toEqual({ text: 'a bank', targets: [{ charStart: 2, charEnd: 6, word: 'Bank' }] });
    expect(read({ line: 2, cells: ['x', 'a river'], marks: [] })).toEqual({ reason: '“Bank” is not in the text' });
    expect(read({ line: 3, cells: ['x', null], marks: [] })).toEqual({ reason: 'the text is empty' });
  });
});
