import { describe, expect, it } from 'vitest';
import { planReplacing } from '../../sets/edits/replacing';
import { marked, setOf } from '../../sets/set.testing';
import { mergedText } from './merged-text';
import { MOST_SHOWN, moreText, planText, previewOf, type Stretch } from './replace-preview';

const written = (stretches: readonly Stretch[]): string =>
  stretches
    .map(({ text, isTarget, isChanged }) => `${isTarget ? '*' : ''}${isChanged ? '[' : ''}${text}${isChanged ? ']' : ''}${isTarget ? '*' : ''}`)
    .join('');
const told = (sentences: readonly string[], find: string, replaceWith: string, areWordsChanged = false): string => {
  const set = setOf(sentences.map((one) => marked(one)));
  const plan = planReplacing(set, [...set.occurrences.keys()], { find, replaceWith, isCaseKept: false }, areWordsChanged);
  return plan.kind === 'plan' ? planText(plan) : plan.kind;
};

describe('the preview of a replacement', () => {
  it('marks what is different and the word', () => {
    expect(written(previewOf('the big bank', 'the old bank', { charStart: 8, charEnd: 12 }))).toBe('the [big] *bank*');
    expect(written(previewOf('the bank', 'the banks', { charStart: 4, charEnd: 8 }))).toBe('the *bank*');
    expect(written(previewOf('the banks', 'the bank', { charStart: 4, charEnd: 9 }))).toBe('the *bank**[s]*');
    expect(written(previewOf('a 𝒳 bank', 'a 𝒴 bank', null))).toBe('a [𝒳] bank');
  });

  it('cuts a long sentence around what is different, and no character in two', () => {
    const long = '𝒳'.repeat(500);
    const text = written(previewOf(`${long}a bank${long}`, `${long}b bank${long}`, null));
    expect(text).toMatch(/^… 𝒳+\[a\] bank𝒳+ …$/u);
    expect(text.length).toBeLessThan(400);
    expect(text).not.toMatch(/\p{Surrogate}/u);
  });

  it('counts what changes and what stays, and says why', () => {
    expect(told(['a |bank|'], 'zzz', '')).toBe('Nothing is found in these sentences.');
    expect(told(['a |bank|', 'a new |bank|'], 'a ', 'the ')).toBe('2 sentences change, with 2 occurrences.');
    expect(told(['a |bank|'], 'bank', 'shore', true)).toBe('1 sentence changes, with 1 occurrence, of which 1 is another word then.');
    expect(told(['a |bank|', 'a bank of |bank|'], 'a bank', 'x')).toBe('1 sentence changes, with 1 occurrence. 1 sentence stays as it is: the word would be lost in 1 occurrence.');
    expect(told(['a |bank|'], 'bank', 'shore')).toBe('No sentence changes. 1 sentence stays as it is: the word itself would change in 1 occurrence.');
    expect([moreText(MOST_SHOWN), moreText(MOST_SHOWN + 1_000)]).toEqual(['', 'and 1,000 more']);
  });
});

it('what was added to a set is told in figures', () => {
  expect(mergedText('shore', { nAdded: 1, nShared: 0, nConflicts: 0 })).toBe('Added 1 sentence of “shore”.');
  expect(mergedText('shore', { nAdded: 0, nShared: 3, nConflicts: 2 })).toBe('Nothing was added of “shore”; 3 were there already, 2 of them with other labels, which stay as they are here.');
});
