import { describe, expect, it } from 'vitest';
import { sourceFacts } from './source-facts';

describe('what was opened', () => {
  it('is said in plain words', () => {
    expect(sourceFacts({ name: 'springs.txt', nRows: 8, reading: 'lines', format: 'txt', encoding: 'UTF-8' })).toBe('springs.txt: 8 sentences from a text file, UTF-8');
    expect(sourceFacts({ name: 't.csv', nRows: 1, reading: null, format: 'csv', encoding: 'UTF-16LE' })).toBe('t.csv: 1 row from a table with commas, UTF-16LE');
  });

  it('is no file where it was pasted', () => {
    expect(sourceFacts({ name: 'pasted text', nRows: 3, reading: 'running', format: 'txt', encoding: 'Unicode' })).toBe('Pasted text: 3 sentences');
    expect(sourceFacts({ name: 'pasted text', nRows: 3, reading: null, format: 'jsonl', encoding: 'Unicode' })).toBe('Pasted text: 3 rows of a file of JSON lines');
  });
});
