import { describe, expect, it } from 'vitest';
import type { Occurrence } from '../occurrence';
import { followsOf, isWholeSentence, wordRuns } from './word-runs';

const occurrence = (text: string, form: string): Occurrence => ({ text, charStart: text.indexOf(form), charEnd: text.indexOf(form) + form.length, word: form.toLowerCase(), labels: {} });
const TEXT = '“Dogs, mostly, don’t bark”, she said.';
const WORDS = ['Dogs', 'mostly', 'don’t', 'bark', 'she', 'said'].map((form) => occurrence(TEXT, form));
const formsOf = (runs: readonly (readonly Occurrence[])[]): string[] => runs.map((run) => run.map(({ text, charStart, charEnd }) => text.slice(charStart, charEnd)).join(' '));

describe('runs of words', () => {
  it('go over signs, not over words, and end with their sentence', () => {
    expect(followsOf(WORDS)).toEqual([false, true, true, true, true, true]);
    expect(formsOf(wordRuns(WORDS.toSpliced(2, 1)))).toEqual(['Dogs mostly', 'bark she said']);
    expect(formsOf(wordRuns([...WORDS].reverse()))).toHaveLength(6);
    // The same sentence twice is two.
    expect(formsOf(wordRuns([...WORDS, ...WORDS]))).toHaveLength(2);
    expect(followsOf([occurrence('Yes.', 'Yes'), occurrence('Yes.', 'Yes'), occurrence('No.', 'No')])).toEqual([false, false, false]);
    expect(wordRuns([])).toEqual([]);
  });

  it('are a whole sentence where no word stands before or behind', () => {
    expect(isWholeSentence(WORDS)).toBe(true);
    expect(isWholeSentence(WORDS.slice(1))).toBe(false);
    expect(isWholeSentence(WORDS.slice(0, -1))).toBe(false);
    expect(isWholeSentence([])).toBe(false);
  });
});
