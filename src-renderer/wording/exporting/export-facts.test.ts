import { expect, it } from 'vitest';
import type { SentenceSet } from '@contract/occurrence';
import { distancesRefused, setFormatsFor, setLine, vectorsLine, vectorsRefused } from './export-facts';

const set = (labels: Record<string, string>): SentenceSet => ({
  id: 'own-1',
  title: 't',
  word: '',
  origin: 'own',
  senses: [],
  occurrences: [{ text: 'One!', charStart: 0, charEnd: 3, word: 'one', labels }],
});

it('offers CoNLL-U for whole sentences of a treebank alone', () => {
  expect(setFormatsFor(set({ upos: 'NUM' }))).toEqual(['jsonl', 'csv', 'tsv', 'txt', 'conllu']);
  expect(setFormatsFor(set({ topic: 'x' }))).toEqual(['jsonl', 'csv', 'tsv', 'txt']);
});

it('refuses what cannot be, with a remedy', () => {
  expect(vectorsRefused('projector', 7)).toBe('The Embedding Projector shows one layer, and 7 are chosen. Choose one layer, or another format.');
  expect([vectorsRefused('projector', 1), vectorsRefused('npy', 7), distancesRefused(2), distancesRefused(500)]).toEqual([null, null, null, null]);
  expect(distancesRefused(1)).toBe('Distances are between sentences. Select two or more.');
  expect(distancesRefused(501)).toBe('501 sentences are selected, more than the 500 that a table of distances holds. Select fewer.');
});

it('says what a file holds, and of plain text what it does not', () => {
  expect(vectorsLine('npy', 1_600, 7, 384)).toBe('1,600 × 7 × 384 float32; a .jsonl beside it says what the rows are, a .json where they come from.');
  expect(setLine('txt', 3)).toContain('are not kept');
  expect(setLine('csv', 1)).toBe('1 occurrence with text, place, word and labels; a .json beside it says what they are.');
});
