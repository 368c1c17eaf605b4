import { afterAll, describe, expect, it } from 'vitest';
import { Failure } from '@contract/failure';
import { buildSet } from '../build-set';
import { readEmbedInput } from '../embed-input';
import { sourceFolder } from '../source.testing';
import { readPastedText, readSourceFile } from './read-source';

const { save, failureOf, remove } = sourceFolder();
afterAll(remove);

/** A line of ten columns; what is not given is "_". */
const word = (id: string, form: string, lemma = '_', upos = '_', misc = '_'): string => [id, form, lemma, upos, '_', '_', '_', '_', '_', misc].join('\t');

const TREEBANK = [
  '# sent_id = 1', '# text = The banks don’t lend.',
  word('1', 'The', 'the', 'DET'), word('2', 'banks', 'bank', 'NOUN'), word('3-4', 'don’t'), word('3', 'do', 'do', 'AUX'), word('4', 'n’t', 'not', 'PART'), word('5', 'lend', 'lend', 'VERB', 'SpaceAfter=No'),
  word('6', '.', '.', 'PUNCT'), '',
  '# without a text of its own', word('1', 'Rivers', 'river', 'NOUN'), word('1.1', 'have', 'have', 'VERB'), word('2', 'bank', 'bank', 'VERB', 'SpaceAfter=No'), word('3', '!', '!', 'PUNCT', 'SpaceAfter=No'), '',
].join('\n');

describe('CoNLL-U', () => {
  it('is a sentence a row, with the words where they stand in it and what is said of them', async () => {
    const { format, columns, rows, oddLines } = await readSourceFile(save('a.conllu', TREEBANK));
    expect([format, columns, oddLines]).toEqual(['conllu', ['text'], undefined]);
    expect(rows.map(({ line, cells }) => [line, ...cells])).toEqual([[1, 'The banks don’t lend.'], [11, 'Rivers bank!']]);
    const said = rows.map(({ cells, tokens = [] }) => tokens.map(({ charStart, charEnd, annotation: { lemma, upos } }) => [(cells[0] ?? '').slice(charStart, charEnd), lemma, upos]));
    expect(said).toEqual([
      [['The', 'the', 'DET'], ['banks', 'bank', 'NOUN'], ['don’t', 'do+not', 'AUX+PART'], ['lend', 'lend', 'VERB'], ['.', '.', 'PUNCT']],
      [['Rivers', 'river', 'NOUN'], ['bank', 'bank', 'VERB'], ['!', '!', 'PUNCT']],
    ]);
  });

  it('keeps upos, xpos, feats and deprel from their columns', async () => {
    const line = ['1', 'Banks', 'bank', 'NOUN', 'NNS', 'Number=Plur', '0', 'root', '0:root', 'Gloss=x'].join('\t');
    const [row] = (await readSourceFile(save('b.conllu', `${line}\n`))).rows;
    expect(row?.tokens?.[0]?.annotation).toEqual({ lemma: 'bank', upos: 'NOUN', xpos: 'NNS', feats: 'Number=Plur', deprel: 'root' });
  });

  it('finds a form or a lemma, whichever the word is, and also a word inside a contraction', async () => {
    const path = save('c.conllu', TREEBANK);
    const found = async (target: string): Promise<string[]> =>
      (await readEmbedInput(path, target)).occurrences.map(
        ({ text, charStart, charEnd, labels }) => `${text.slice(charStart, charEnd)} ${labels['upos'] ?? ''}`,
      );
    expect(await found('BANK')).toEqual(['banks NOUN', 'bank VERB']);
    expect(await found('rivers')).toEqual(['Rivers NOUN']);
    expect(await found('not')).toEqual(['don’t AUX+PART']);
    const none = await readEmbedInput(path, 'money');
    expect(none.leftOut).toEqual([1, 11].map((line) => ({ line, reason: '“money” is neither a form nor a lemma in it' })));
    expect((await readEmbedInput(path, null)).leftOut[0]?.reason).toBe('neither --word nor --every-token was given');
  });

  it('gives every word but punctuation, or as many as are asked for, the same for a seed', async () => {
    const path = save('d.conllu', TREEBANK);
    const drawn = async (nMost: number, seed: number): Promise<string[]> => (await readEmbedInput(path, null, 'lines', { nMost, seed })).occurrences.map((one) => one.word);
    expect(await drawn(99, 1)).toEqual(['the', 'banks', 'don’t', 'lend', 'rivers', 'bank']);
    const two = await drawn(2, 7);
    expect(two).toHaveLength(2);
    expect(await drawn(2, 7)).toEqual(two);
    const draws = await Promise.all(Array.from({ length: 40 }, (_, seed) => drawn(1, seed)));
    expect(new Set(draws.flat()).size).toBe(6);
    const whole = async (nSentences: number, seed: number): Promise<string> =>
      (await readEmbedInput(path, null, 'lines', { nMost: 99, seed, nSentences })).occurrences.map((one) => one.word).join(' ');
    expect(await whole(2, 1)).toBe('the banks don’t lend rivers bank');
    const one = await Promise.all(Array.from({ length: 10 }, (_, seed) => whole(1, seed)));
    expect(new Set(one)).toEqual(new Set(['the banks don’t lend', 'rivers bank']));
    expect(await whole(1, 3)).toBe(one[3]);
    const table = save('e.csv', 'text\nThe bank.');
    await expect(readEmbedInput(table, null, 'lines', { nMost: 1, seed: 1 })).rejects.toThrow('Only a .conllu file says what its words are, and “e.csv” is none. Choose a word.');
  });

  it('makes a set whose words have their labels', () => {
    const choice = { sourceId: '1', textColumn: 'text', labelColumns: [], senseColumn: null };
    const { set, nLeftOut } = buildSet(readPastedText(TREEBANK), { ...choice, target: { by: 'every', nMost: 3, seed: 1 } }, 'own-1');
    expect([set.word, set.occurrences.length, nLeftOut]).toEqual(['', 3, 0]);
    const { set: bank } = buildSet(readPastedText(TREEBANK), { ...choice, target: { by: 'word', word: 'bank' } }, 'own-2');
    expect(bank.occurrences.map(({ word: form, labels }) => [form, labels])).toEqual([['bank', { lemma: 'bank', upos: 'NOUN' }], ['bank', { lemma: 'bank', upos: 'VERB' }]]);
  });

  it('leaves a sentence out whose lines are not CoNLL-U or do not spell its text, and names the line', async () => {
    const odd = (...lines: string[]): string => `${[TREEBANK, ...lines].join('\n')}\n`;
    const reasonOf = async (name: string, text: string): Promise<unknown> => (await readSourceFile(save(name, text))).oddLines;
    expect(await reasonOf('f.conllu', odd('1\tThe\tthe'))).toEqual([{ line: 17, reason: 'the line has 3 columns where CoNLL-U has 10, with tabs between them' }]);
    expect(await reasonOf('g.conllu', odd('# text = Bank.', word('1', 'Bark')))).toEqual([{ line: 18, reason: 'the sentence’s text does not go on with the form “Bark”' }]);
    expect(await reasonOf('h.conllu', odd(word('one', 'Bank')))).toEqual([{ line: 17, reason: 'the line has no number of a word in its first column' }]);
    expect(await reasonOf('i.conllu', odd(word('2-1', 'Bank')))).toEqual([{ line: 17, reason: 'the line is a token of the words 2 to 1, which go backwards' }]);
    expect(await failureOf(save('j.conllu', 'The bank paid.\n'))).toBe('bad-input: Line 1 of “j.conllu” has 1 columns where CoNLL-U has 10, with tabs between them. Give it as Universal Dependencies publishes its treebanks.');
    expect(await failureOf(save('k.conllu', '# a comment\n\n'))).toBe('bad-input: “k.conllu” has no sentences. Add at least one row.');
  });

  it('is recognised in a paste, and in a .txt', async () => {
    expect(readPastedText(TREEBANK).format).toBe('conllu');
    expect((await readSourceFile(save('l.txt', TREEBANK))).format).toBe('conllu');
    expect(readPastedText('# 1 thing\nThe bank paid.').format).toBe('txt');
    expect(() => readPastedText('')).toThrow(Failure);
  });
});
