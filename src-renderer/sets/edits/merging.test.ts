import { describe, expect, it } from 'vitest';
import { mulberry32, randomBelow } from '@contract/prng';
import type { Occurrence, SentenceSet } from '@contract/occurrence';
import { columnsOf } from '../columns';
import { marked, setOf } from '../set.testing';
import { columnNameProblem, deleteColumn, labelNames, labelValueProblem, renameColumn, setLabel } from './label-edits';
import { mergeProblem, mergeSets, partsBy, splitProblem, splitSet } from './merging';

const columnOf = (set: SentenceSet, id: string): ReturnType<typeof columnsOf>[number] => {
  const column = columnsOf(set).find((one) => one.id === id);
  if (column === undefined) throw new Error(id);
  return column;
};
const labelled = (occurrence: Occurrence, labels: Occurrence['labels']): Occurrence => ({ ...occurrence, labels: { ...occurrence.labels, ...labels } });
const set = setOf([marked('a |bank| of mud', 'river'), labelled(marked('the |bank| lends', 'money'), { year: '1999' }), marked('a |bank| somewhere')]);

describe('label columns', () => {
  it('are made, filled, renamed and deleted; what does not change is shared', () => {
    const made = setLabel(set, [0, 2], 'tone', 'calm');
    expect(made.occurrences.map(({ labels }) => labels['tone'])).toEqual(['calm', undefined, 'calm']);
    expect(made.occurrences[1]).toBe(set.occurrences[1]);
    expect(setLabel(made, [0], 'tone', 'calm')).toBe(made);
    expect(labelNames(setLabel(made, [0, 2], 'tone', null))).toEqual(['year']);
    const renamed = renameColumn(made, 'tone', 'mood');
    expect(labelNames(renamed)).toEqual(['mood', 'year']);
    expect(renameColumn(made, 'tone', 'tone')).toBe(made);
    expect(deleteColumn(renamed, 'mood').occurrences.map(({ labels }) => labels)).toEqual(set.occurrences.map(({ labels }) => labels));
    expect(deleteColumn(set, 'mood')).toBe(set);
    expect(setLabel(set, [0], 'constructor', null)).toBe(set);
  });

  it('have names that files can have', () => {
    expect(columnNameProblem(set, 'tone')).toBeNull();
    for (const name of [' ', 'sense', 'text', 'charStart', 'year', 'a\0', '\ud800', 'x'.repeat(201)]) expect(columnNameProblem(set, name)).toMatch(/\.$/);
    expect(columnNameProblem(set, 'year', 'year')).toBeNull();
    const full = setOf([{ ...marked('a |bank|'), labels: Object.fromEntries(Array.from({ length: 99 }, (_, i) => [`c${i}`, 'x'])) }]);
    expect([columnNameProblem(full, 'more'), columnNameProblem(full, 'more', 'c1')]).toEqual([expect.stringContaining('at most 100'), null]);
    expect([labelValueProblem('calm'), labelValueProblem(' ')]).toEqual([null, expect.stringContaining('value')]);
  });
});

describe('merging', () => {
  const other: SentenceSet = {
    ...setOf([labelled(marked('the |bank| lends', 'geld'), { year: '2001', tone: 'dry' }), marked('a |bench|', 'bench'), marked('a |bench|', 'bench'), labelled(marked('a |bank| somewhere'), { tone: 'calm' })]),
    senses: [{ id: 'geld', label: 'the money' }, { id: 'bench', label: 'a bench' }], word: 'seat',
  };

  it('makes senses of one label one, unites columns and keeps what was there', () => {
    const merged = mergeSets(set, other);
    expect(merged).toMatchObject({ nAdded: 1, nShared: 3, nConflicts: 1 });
    expect(merged.set.senses.map(({ id }) => id)).toEqual(['money', 'river', 'bench']);
    expect(merged.set.occurrences.map(({ labels }) => labels)).toEqual([{ sense: 'river' }, { sense: 'money', year: '1999', tone: 'dry' }, { tone: 'calm' }, { sense: 'bench' }]);
    expect([merged.set.id, merged.set.title, merged.set.word]).toEqual([set.id, set.title, '']);
    expect(merged.set.occurrences[0]).toBe(set.occurrences[0]);
  });

  it('is the set itself where nothing is new, also with itself', () => { expect(mergeSets(set, set)).toMatchObject({ set, nAdded: 0, nShared: 3, nConflicts: 0 }); });

  it('takes no label for another one of the same id', () => {
    const listed = setOf([marked('x |bank|', 'money')], []);
    const merged = mergeSets(set, listed);
    expect(merged.set.occurrences[3]?.labels['sense']).toBe('money 2');
    expect(merged.set.senses).toEqual(set.senses);
    const back = mergeSets(listed, set);
    expect(back.set.senses.map(({ id, label }) => [id, label])).toEqual([['money 2', 'the money'], ['river', 'the river']]);
    expect(back.set.occurrences.map(({ labels }) => labels['sense'])).toEqual(['money', 'river', 'money 2', undefined]);
  });

  it('says what is too large', () => {
    const wide = (from: number): SentenceSet => setOf([{ ...marked(`a |bank| ${from}`), labels: Object.fromEntries(Array.from({ length: 60 }, (_, i) => [`c${from + i}`, 'x'])) }]);
    expect([mergeProblem(mergeSets(wide(0), wide(10))), mergeProblem(mergeSets(wide(0), wide(60)))]).toEqual([null, expect.stringContaining('columns')]);
  });
});

describe('splitting', () => {
  it('makes a set of each value, and one of what has none', () => {
    const parts = splitSet(set, columnOf(set, 'sense'), ['bank, the river']);
    expect(parts.map(({ title, origin, occurrences, senses }) => [title, origin, occurrences.length, senses.length])).toEqual([
      ['bank, the river 2', 'own', 1, 1],
      ['bank, the money', 'own', 1, 1],
      ['bank, no sense', 'own', 1, 0],
    ]);
    expect(new Set(parts.map(({ id }) => id)).size).toBe(3);
  });

  it('refuses one value and more than 20', () => {
    const many = (n: number): SentenceSet => setOf(Array.from({ length: 2 * n }, (_, i) => labelled(marked(`a |bank| ${i}`), { n: `v${i % n}` })));
    const problems = [1, 20, 21].map((n) => splitProblem(columnOf(many(n), 'label:n')));
    expect(problems).toEqual([expect.stringContaining('same value'), null, expect.stringContaining('21 values')]);
  });

  it('keeps titles short enough to be kept', () => {
    const long = setOf([labelled(marked('a |bank|'), { n: '𝒳'.repeat(300) }), labelled(marked('b |bank|'), { n: 'b' })]);
    for (const { title } of splitSet(long, columnOf(long, 'label:n'), [])) { expect(title.length).toBeLessThanOrEqual(200); expect(title).not.toMatch(/\p{Surrogate}/u); }
  });

  it('and merging give the same rows, for 300 generated sets', () => {
    for (let seed = 0, n = 0; n < 300; seed++) {
      const random = mulberry32(seed);
      const choose = (...from: (string | undefined)[]): string | undefined => from[randomBelow(random, from.length)];
      const occurrences = Array.from({ length: 2 + randomBelow(random, 30) }, (_, i): Occurrence => {
        const labels = { sense: choose('money', 'river', 'unlisted', undefined), tone: choose('calm', 'dry', 'odd', undefined), year: choose('1', '2') };
        return {
          ...marked(`a |bank| by a bank ${i >> 1}`),
          ...(i % 2 === 1 ? { charStart: 12, charEnd: 16 } : {}),
          labels: Object.fromEntries(Object.entries(labels).filter((one): one is [string, string] => one[1] !== undefined)),
        };
      });
      const whole = setOf(occurrences);
      const column = columnsOf(whole).find(({ id }) => id === choose('sense', 'label:tone', 'label:year'));
      if (column === undefined || splitProblem(column) !== null) continue;
      n += 1;
      const parts = splitSet(whole, column, []);
      expect(parts).toHaveLength(partsBy(column).length);
      const [first = whole, ...others] = parts;
      const merged = others.reduce((now, part) => mergeSets(now, part).set, first);
      const asLines = (one: SentenceSet): string[] =>
        one.occurrences
          .map((occurrence) => JSON.stringify([occurrence.text, occurrence.charStart, occurrence.word, Object.entries(occurrence.labels).sort()]))
          .sort();
      expect([seed, asLines(merged)]).toEqual([seed, asLines(whole)]);
      const used = new Set(occurrences.map(({ labels }) => labels['sense']));
      expect(merged.senses.map(({ id }) => id).sort()).toEqual(whole.senses.map(({ id }) => id).filter((id) => used.has(id)).sort());
    }
  });
});
