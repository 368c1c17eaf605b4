import { describe, expect, it } from 'vitest';
import { OWN_SET_ID } from '@contract/kept-sets';
import { addSense, addSentence, freeTitle, haveSameTexts, ownCopyOf, removeRows, renameSet, replaceSentence, rowsAfter, setSense, subsetOf, textsKept, wordOfForm } from './set-edits';
import { marked, setOf } from './set.testing';
import { textsKey } from '../actions/map/texts-key';

const set = setOf([marked('a |bank| of mud', 'river'), { ...marked('the |bank| lends', 'money'), labels: { sense: 'money', year: '1999' } }, marked('a |bank| somewhere')]);
const sensesOf = ({ occurrences }: typeof set): (string | undefined)[] => occurrences.map(({ labels }) => labels['sense']);

describe('senses', () => {
  it('are given, changed and taken away; other labels stay, and what did not change is shared', () => {
    const given = setSense(set, [1, 2], 'river');
    expect(sensesOf(given)).toEqual(['river', 'river', 'river']);
    expect(given.occurrences[1]?.labels).toEqual({ sense: 'river', year: '1999' });
    expect(given.occurrences[0]).toBe(set.occurrences[0]);
    expect(sensesOf(setSense(given, [0, 1], null))).toEqual([undefined, undefined, 'river']);
    expect(setSense(set, [0], 'river')).toBe(set);
    expect(setSense(set, [2], null)).toBe(set);
  });

  it('are made of a selection', () => {
    const made = addSense(set, ' heap ', [2]);
    expect(made.senses.at(-1)).toEqual({ id: 'heap', label: 'heap' });
    expect(sensesOf(made)).toEqual(['river', 'money', 'heap']);
    expect(addSense(set, 'the river', [2]).senses).toBe(set.senses);
    expect(sensesOf(addSense(set, 'the river', [2]))).toEqual(['river', 'money', 'river']);
    // Called as the id of another one, or as a label that is not listed.
    expect(addSense(set, 'river', [2]).senses.at(-1)).toEqual({ id: 'river 2', label: 'river' });
    expect(addSense({ ...set, senses: [] }, 'money', [2]).senses).toEqual([{ id: 'money 2', label: 'money' }]);
  });
});

describe('sentences', () => {
  it('are added, changed and removed', () => {
    const added = addSentence(set, { text: 'My Bank', charStart: 3, charEnd: 7 });
    expect(added.occurrences[3]).toEqual({ text: 'My Bank', charStart: 3, charEnd: 7, word: 'bank', labels: {} });
    const changed = replaceSentence(set, 1, { text: 'a bank lent', charStart: 2, charEnd: 6 });
    expect(changed.occurrences[1]).toEqual({ text: 'a bank lent', charStart: 2, charEnd: 6, word: 'bank', labels: { sense: 'money', year: '1999' } });
    expect(removeRows(set, [0, 2]).occurrences).toEqual([set.occurrences[1]]);
  });

  it('leave selected what has come, else what stays', () => {
    const removed = removeRows(set, [0]);
    expect(rowsAfter(set, removed, [0, 2])).toEqual([1]);
    expect(rowsAfter(removed, set, [1])).toEqual([0]);
    expect(rowsAfter(set, setSense(set, [0], 'money'), [2, 0])).toEqual([2, 0]);
  });

  it('store a form under the word it stands for in the set', () => {
    const forms = setOf([marked('the |bank| of'), { ...marked('it |Runs| on'), word: 'run' }]);
    expect([wordOfForm(forms, 'runs'), wordOfForm(forms, 'unseen'), wordOfForm({ ...forms, word: '' }, 'unseen')]).toEqual(['run', 'bank', 'unseen']);
  });
});

describe('sets', () => {
  it('are renamed, copied and cut out under ids of their own', () => {
    expect(renameSet(set, ' mine ').title).toBe('mine');
    const copy = ownCopyOf({ ...set, origin: 'preset' }, ['bank, edited']);
    expect(copy).toMatchObject({ title: 'bank, edited 2', origin: 'own', occurrences: set.occurrences });
    expect(copy.id).toMatch(OWN_SET_ID);
    const part = subsetOf(set, [2, 0], 'part');
    expect(part.occurrences).toEqual([set.occurrences[0], set.occurrences[2]]);
    expect(part.senses.map(({ id }) => id)).toEqual(['river']);
    expect(new Set([set.id, copy.id, part.id]).size).toBe(3);
    expect(freeTitle('a', ['b'])).toBe('a');
  });

  it('have the same texts whatever their labels and names', () => {
    const relabelled = renameSet(addSense(set, 'heap', [0, 1]), 'other');
    const others = [
      removeRows(set, [0]),
      replaceSentence(set, 0, { text: 'a bank of mud bank', charStart: 2, charEnd: 6 }),
      replaceSentence(set, 0, { text: 'a bank of mud', charStart: 0, charEnd: 1 }),
    ];
    expect([haveSameTexts(set, relabelled), ...others.map((other) => haveSameTexts(set, other))]).toEqual([true, false, false, false]);
    const kept = textsKept();
    expect([set, relabelled, ...others].map(({ occurrences }) => kept(occurrences))).toEqual([set, set, ...others].map(({ occurrences }) => occurrences));
    expect(kept(set.occurrences)).toBe(kept(relabelled.occurrences));
    expect(textsKey(relabelled)).toBe(textsKey(set));
    expect(new Set([set, ...others].map(textsKey)).size).toBe(4);
  });
});
