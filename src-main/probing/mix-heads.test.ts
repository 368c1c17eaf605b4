import { describe, expect, it } from 'vitest';
import type { Occurrence } from '@contract/occurrence';
import { sentenceIds } from '@semantics/sentence-ids';
import { mixTask } from './mix-heads';
import type { MixTask } from './mix-probe';
import { isRefusal, probeTask, type ProbeTask } from './probe';

const WORDS = ['dogs', 'bark', 'loudly'];
const TAGS = ['NOUN', 'VERB', 'ADV'];
const sentence = (i: number): Occurrence[] => {
  const text = `Dogs bark loudly, ${'!'.repeat(i)}`;
  return WORDS.map((word, at) => { const charStart = text.toLowerCase().indexOf(word); return { text, charStart, charEnd: charStart + word.length, word, labels: { upos: TAGS[at] ?? '' } }; });
};
const whole = Array.from({ length: 10 }, (_, i) => sentence(i)).flat();

function taskOf(occurrences: readonly Occurrence[], labelOf: (occurrence: Occurrence, row: number) => string | null): ProbeTask {
  const task = probeTask(occurrences.map(labelOf), sentenceIds(occurrences.map(({ text }) => text)), { nFolds: 5, seed: 42 });
  if (isRefusal(task)) throw new Error(task.refusal);
  return task;
}
const upos = ({ labels }: Occurrence): string | null => labels['upos'] ?? null;
const followsOfTask = (task: MixTask | { readonly refusal: string }): unknown => ('refusal' in task ? task.refusal : task.follows);

describe('what a head reads', () => {
  it('is every row by itself for a linear one, whatever the set', () => {
    expect(mixTask(taskOf(whole, upos), 'logistic', { all: whole, rows: whole })).toMatchObject({ follows: null });
    const alone = whole.filter((_, row) => row % 3 !== 0);
    expect(mixTask(taskOf(alone, upos), 'logistic', { all: alone, rows: alone })).toMatchObject({ follows: null });
  });

  it('is the words of a sentence for a CRF, cut where a word has no vector', () => {
    expect(followsOfTask(mixTask(taskOf(whole, upos), 'crf', { all: whole, rows: whole }))).toEqual(whole.map((_, row) => row % 3 > 0));
    const rows = whole.toSpliced(4, 1);
    expect(followsOfTask(mixTask(taskOf(rows, upos), 'crf', { all: whole, rows }))).toEqual(rows.map((_, row) => (row < 4 ? row % 3 > 0 : row > 4 && (row + 1) % 3 > 0)));
  });

  it('is refused of single words, and of words drawn here and there; a few beside whole sentences do no harm', () => {
    const alone = whole.map((one, row) => ({ ...one, labels: { upos: TAGS[row % 2] ?? '' } })).filter((_, row) => row % 3 === 0);
    const few = [...whole.slice(0, 3), ...whole.slice(3).filter((_, row) => row % 3 < 2)];
    const refusal = (all: readonly Occurrence[], labelOf = upos): unknown => followsOfTask(mixTask(taskOf(all, labelOf), 'crf', { all, rows: all }));
    const remedy = 'Open a treebank (.conllu) with “every word”, drawn as “whole sentences”.';
    expect(refusal(alone)).toBe(`A CRF reads the words of a sentence in order, and none of the 10 occurrences here stand with all other words of their sentence. ${remedy}`);
    expect(refusal(few)).toBe(`A CRF reads the words of a sentence in order, and only 3 of the 21 occurrences here stand with all other words of their sentence. ${remedy}`);
    expect(refusal([...whole, ...alone])).toEqual([...whole.map((_, row) => row % 3 > 0), ...alone.map(() => false)]);
  });

  it('is refused where labels stand apart, and where they are too many to be paired', () => {
    const apart = taskOf(whole, (one, row) => (one.word === 'bark' ? null : row < 15 ? 'a' : 'b'));
    const task: ProbeTask = { ...apart, labels: apart.labels.map((label, row) => (row % 3 === 0 ? label : null)) };
    expect(followsOfTask(mixTask(task, 'crf', { all: whole, rows: whole }))).toBe('No two neighbouring words both have a label that 5 sentences or more have, so a CRF has no order to learn. Choose another label.');
    const many = Array.from({ length: 700 }, (_, i) => sentence(i)).flat();
    const names = { ...taskOf(many, upos), labels: many.map((_, row) => `label ${row % 300}`) };
    expect(followsOfTask(mixTask(names, 'crf', { all: many, rows: many }))).toBe(
      'A CRF scores every pair of the 300 labels at each of the 2,100 words, which is too much. Choose a label of 69 values or fewer, or open fewer sentences.',
    );
  });
});
