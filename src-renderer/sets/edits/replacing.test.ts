import { describe, expect, it } from 'vitest';
import { mulberry32, randomBelow } from '@contract/prng';
import type { Occurrence, SentenceSet } from '@contract/occurrence';
import { marked, setOf } from '../set.testing';
import { editedText, movedSpan, type TextEdit } from './moved-span';
import { planReplacing, replaceTexts, type ReplacePlan } from './replacing';
import type { ReplaceTerms } from './replace-terms';

type Plan = Extract<ReplacePlan, { kind: 'plan' }>;

function planned(set: SentenceSet, find: string, replaceWith: string, { isCaseKept = false, areWordsChanged = false, rows = [...set.occurrences.keys()] }: Partial<ReplaceTerms & { areWordsChanged: boolean; rows: number[] }> = {}): Plan {
  const plan = planReplacing(set, rows, { find, replaceWith, isCaseKept }, areWordsChanged);
  if (plan.kind !== 'plan') throw new Error(plan.kind);
  return plan;
}

const shown = ({ text, charStart, charEnd }: Occurrence): string => `${text.slice(0, charStart)}|${text.slice(charStart, charEnd)}|${text.slice(charEnd)}`;
const after = (sentence: string, find: string, replaceWith: string, options = {}): string => {
  const plan = planned(setOf([marked(sentence)]), find, replaceWith, options);
  return plan.changes[0] === undefined ? plan.left[0]?.why ?? 'same' : shown(plan.changes[0].after);
};

describe('replacing', () => {
  it.each([
    ['before the word', 'the big |bank| of mud', 'big', 'very big', 'the very big |bank| of mud'],
    ['after it', 'the |bank| of mud', 'MUD', 'sand', 'the |bank| of sand'],
    ['over it, where it stays', 'the |bank| of mud', 'the bank', 'a bank', 'a |bank| of mud'],
    ['over it, moved', 'the |bank| of mud', '/the (\\w+) of (\\w+)/', 'a $2 $1', 'a mud |bank|'],
    ['over half of it, where it stays', 'the |bank| of', 'the ba', 'a ba', 'a |bank| of'],
    ['every time', 'a |bank| and a pond, a', '/\\ba\\b/', 'the', 'the |bank| and the pond, the'],
    ['to nothing', 'the old |bank|', 'old ', '', 'the |bank|'],
    ['into the word', 'the |bank| of', 'bank', 'shore', 'changed'],
    ['by a longer word', 'the |bank| of', 'bank', 'banks', 'changed'],
    ['by what joins it to its neighbour', 'the |bank| of', ' of', 's', 'lost'],
    ['away', 'the |bank| of', 'bank ', '', 'lost'],
    ['by text that has it twice', 'the |bank| of', 'the bank of', 'bank by bank', 'lost'],
    ['half of it and more', 'the |bank| of', 'nk of', 'rn', 'lost'],
    ['by the same', 'the |bank| of', '/o(f)/', 'o$1', 'same'],
    ['at no width', 'the |bank| of', '/^/', '> ', '> the |bank| of'],
  ])('%s', (_, sentence, find, replaceWith, result) => {
    expect(after(sentence, find, replaceWith)).toBe(result);
  });

  it('changes the word where that is wanted, under the word that it stands for', () => {
    const set = setOf([marked('the |bank| of'), { ...marked('two |shores| of'), word: 'shore' }]);
    const { changes, occurrences } = planned(set, 'bank', 'Shores', { areWordsChanged: true });
    expect(changes.map((change) => [shown(change.after), change.nChangedWords])).toEqual([['the |Shores| of', 1]]);
    expect(occurrences.get(0)?.word).toBe('shore');
    expect(after('the |bank| of', '/ban(k)/', '$1', { areWordsChanged: true })).toBe('the |k| of');
    expect(after('the |bank| of', 'bank', ' ', { areWordsChanged: true })).toBe('lost');
  });

  it('heeds case where that is wanted, and a pattern’s own flags first', () => {
    expect(after('The |bank|, the', 'the', 'a', { isCaseKept: true })).toBe('The |bank|, a');
    expect(after('The |bank|, the', '/the/', 'a', { isCaseKept: true })).toBe('The |bank|, a');
    expect(after('The |bank|, the', '/the/i', 'a', { isCaseKept: true })).toBe('a |bank|, a');
  });

  it('takes signs of plain text as they are', () => {
    expect(after('the (big) |bank|', '(big)', '$1 $& $$')).toBe('the $1 $& $$ |bank|');
    expect(after('a/b |bank|', '/', ' or ')).toBe('a or b |bank|');
  });

  it('fills in groups', () => {
    expect(after('one two |bank|', '/(?P<a>\\w+) (t\\w+)/', '$2 $<a> $$1 $11 $&')).toBe('two one $1 one1 one two |bank|');
    expect(after('x |bank|', '/x|(y)/', '[$1]')).toBe('[] |bank|');
  });

  it('names a group that is not there, and an expression that is broken', () => {
    const set = setOf([marked('a |bank|')]);
    const plan = (find: string, replaceWith: string): ReplacePlan => planReplacing(set, [0], { find, replaceWith, isCaseKept: false }, false);
    expect(plan('/(a)/', '$2')).toEqual({ kind: 'broken', message: 'The pattern has no group 2. Write $$ for the sign $.' });
    expect(plan('/(a)/', '$<b>')).toMatchObject({ kind: 'broken', message: expect.stringContaining('<b>') as string });
    expect(plan('/(a/', '')).toMatchObject({ kind: 'broken' });
    expect([plan('', 'x'), plan('//', 'x')]).toEqual([{ kind: 'none' }, { kind: 'none' }]);
  });

  it('keeps the occurrences of a sentence together, whichever of them is asked for', () => {
    const text = 'a bank by a bank';
    const twice = [2, 12].map((charStart): Occurrence => ({ text, charStart, charEnd: charStart + 4, word: 'bank', labels: {} }));
    const set = setOf([...twice, marked('a |bank|')]);
    const { changes, occurrences } = planned(set, '/\\ba\\b/', 'the', { rows: [1] });
    expect(changes.map(({ rows }) => rows)).toEqual([[0, 1]]);
    expect(replaceTexts(set, occurrences).occurrences.map(shown)).toEqual(['the |bank| by the bank', 'the bank by the |bank|', 'a |bank|']);
    const { changes: none, left } = planned(set, 'bank by', 'pond by');
    expect([none.length, left.map(({ why, n }) => [why, n])]).toEqual([0, [['changed', 1]]]);
  });

  it('leaves what would be too long, and a set in which nothing is found', () => {
    const set = setOf([marked(`|bank| ${'a'.repeat(400)}`)]);
    expect(planned(set, 'a', 'b'.repeat(100)).left.map(({ why }) => why)).toEqual(['long']);
    expect(replaceTexts(set, planned(set, 'zzz', '').occurrences)).toBe(set);
  });
});

/** Text of short words, some of them of characters that are two units long. */
function generated(seed: number): { text: string; edits: TextEdit[]; charStart: number; charEnd: number } {
  const random = mulberry32(seed);
  const word = (): string => Array.from({ length: 1 + randomBelow(random, 3) }, () => ['a', 'b', 'é', '𝒳', 'ß'][randomBelow(random, 5)]).join('');
  const words = Array.from({ length: 3 + randomBelow(random, 8) }, word);
  const at = randomBelow(random, words.length);
  const starts = words.map((_, index) => words.slice(0, index).reduce((sum, one) => sum + one.length + 1, 0));
  const edits: TextEdit[] = [];
  words.forEach((one, index) => {
    const start = starts[index] ?? 0;
    if (index !== at && randomBelow(random, 2) === 0) edits.push({ start, end: start + one.length, text: randomBelow(random, 4) === 0 ? '' : word() });
  });
  const charStart = starts[at] ?? 0;
  return { text: words.join(' '), edits, charStart, charEnd: charStart + (words[at]?.length ?? 0) };
}

describe('300 generated sentences', () => {
  it('keep the target where words around it are replaced', () => {
    for (let seed = 0; seed < 300; seed++) {
      const { text, edits, charStart, charEnd } = generated(seed);
      const moved = movedSpan(text, edits, { charStart, charEnd });
      const next = editedText(text, edits);
      // Counted another way: what is left of the word is edited by itself.
      const left = editedText(text.slice(0, charStart), edits.filter(({ end }) => end <= charStart));
      expect([seed, moved]).toEqual([seed, { charStart: left.length, charEnd: left.length + charEnd - charStart, fate: 'kept' }]);
      expect(next.slice(moved.charStart, moved.charEnd)).toBe(text.slice(charStart, charEnd));
    }
  });

  it('say of every pattern what becomes of the target, and a span that is kept has the word', () => {
    const fates = new Set<string>();
    for (let seed = 0, n = 0; n < 300; seed++) {
      const { text, charStart, charEnd } = generated(seed);
      const random = mulberry32(seed + 1_000);
      const find = ['/a+/', '/[ab] /', '/\\S+ \\S+/', '/ /', '/(\\S)(\\S)/', '/é.?/'][randomBelow(random, 6)] ?? '';
      const replaceWith = ['', 'a', ' $& ', '$1', 'b b'][randomBelow(random, 5)] ?? '';
      if (replaceWith === '$1' && !find.includes('(')) continue;
      n += 1;
      const set = setOf([{ text, charStart, charEnd, word: 'w', labels: {} }]);
      const { changes: [change], left: [leftOver] } = planned(set, find, replaceWith, { areWordsChanged: true });
      fates.add(leftOver?.why ?? (change === undefined ? 'same' : change.nChangedWords === 0 ? 'kept' : 'changed'));
      if (change === undefined) continue;
      const { after: next } = change;
      const own = next.text.slice(next.charStart, next.charEnd);
      expect(own.trim()).not.toBe('');
      expect(change.nChangedWords).toBe(own === text.slice(charStart, charEnd) ? 0 : 1);
    }
    expect([...fates].sort()).toEqual(['changed', 'kept', 'lost', 'same']);
  });
});
