import { describe, expect, it } from 'vitest';
import { readDelimited } from './read-delimited';
import { quotesAreText } from './records';
import type { SourceText } from '../source-table';

const cellsOf = (text: string, format: 'csv' | 'tsv'): readonly (readonly (string | null)[])[] => readDelimited({ subject: '“a”', text } as SourceText, format).rows.map(({ cells }) => cells);

describe('a tab-separated table', () => {
  it('keeps quotes that are text, and merges no lines by them', () => {
    const text = 'id\ttext\ns1\t"Wait at the bank, he said.\ns2\tThey sat on the bank.\ns3\tThey ran out, they cried."\n';
    expect(quotesAreText(text)).toBe(true);
    expect(cellsOf(text, 'tsv')).toEqual([['s1', '"Wait at the bank, he said.'], ['s2', 'They sat on the bank.'], ['s3', 'They ran out, they cried."']]);
    expect(cellsOf('id\ttext\ns1\t"The bank is closed," he said.\n', 'tsv')).toEqual([['s1', '"The bank is closed," he said.']]);
  });

  it('is read by RFC 4180 where its quotes close at the ends of cells, or hold newlines', () => {
    expect(cellsOf('id\ttext\ns1\t"He said ""bank"" twice."\n', 'tsv')).toEqual([['s1', 'He said "bank" twice.']]);
    expect(cellsOf('id\ttext\ns1\t"Two lines\nin one cell."\n', 'tsv')).toEqual([['s1', 'Two lines\nin one cell.']]);
  });
});

describe('a line that names the separator', () => {
  it('is obeyed and is no header; the lines keep their numbers', () => {
    const table = readDelimited({ subject: '“a”', text: 'sep=;\ntext;word\nHe sat, by the bank.;bank\n' } as SourceText, 'csv');
    expect(table.columns).toEqual(['text', 'word']);
    expect(table.rows.map(({ line, cells }) => [line, ...cells])).toEqual([[3, 'He sat, by the bank.', 'bank']]);
  });
});
