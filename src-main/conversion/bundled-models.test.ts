import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { describeFiles } from '../model-format/model-folder';
import type { UnmeasuredCard } from '../model-format/model-folder';
import { openRowStore } from '../model-format/word-table/row-store';
import { WordIndex } from '../model-format/word-table/word-index';

const root = resolve(import.meta.dirname, '../../models');
const ids = ['elmo-medium', 'glove-100d', 'minilm-l6', 'mpnet-base'];
const readCard = (id: string) => JSON.parse(readFileSync(join(root, id, 'model.json'), 'utf8')) as UnmeasuredCard;

describe('bundled models', () => {
  test.each(ids)('%s: the files are those that the card describes', async (id) => {
    const card = readCard(id);
    expect(card.id).toBe(id);
    expect(await describeFiles(join(root, id))).toEqual(card.files);
  });

  test('no file is above 95 MB, and all weights together stay under 250 MB', () => {
    const cards = readdirSync(root).filter((id) => existsSync(join(root, id, 'model.json'))).map(readCard);
    expect(cards.length).toBeGreaterThanOrEqual(3);
    const sizes = cards.flatMap((card) => Object.values(card.files)).map((file) => file.nBytes);
    expect(Math.max(...sizes)).toBeLessThan(95e6);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(250e6);
  });

  test('parameters as counted from the weights', () => {
    expect(ids.map((id) => readCard(id).nParameters)).toEqual([28_027_728, readCard('glove-100d').nParameters, 22_565_376, 108_895_872]);
  });

  test('GloVe: frequent words first, near words near', () => {
    const card = readCard('glove-100d');
    const words = WordIndex.fromText(readFileSync(join(root, 'glove-100d', 'words.txt')));
    const vectors = openRowStore(join(root, 'glove-100d'), 'vectors', card.dim);
    expect([0, 1, 2, 3, 4].map((row) => words.word(row))).toEqual(['the', ',', '.', 'of', 'to']);
    expect(words.nWords).toBeGreaterThanOrEqual(50_000);
    expect(vectors.nRows).toBe(words.nWords);
    expect(words.nWords * card.dim).toBe(card.nParameters);
    const vector = (word: string) => vectors.rows(words.find(word), words.find(word) + 1);
    const dot = (a: Float32Array, b: Float32Array) => a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0);
    const cosine = (a: string, b: string) => dot(vector(a), vector(b)) / Math.sqrt(dot(vector(a), vector(a)) * dot(vector(b), vector(b)));
    expect(cosine('bank', 'banks')).toBeGreaterThan(0.7);
    expect(cosine('bank', 'banks')).toBeGreaterThan(cosine('bank', 'banana') + 0.3);
  });
});
