import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readWordVectors } from './glove';
import { describeFiles } from './model-folder';
import type { UnmeasuredCard } from './model-folder';

const root = resolve(import.meta.dirname, '../../models');
const ids = ['elmo-medium', 'glove-100d', 'minilm-l6'];
const readCard = (id: string) => JSON.parse(readFileSync(join(root, id, 'model.json'), 'utf8')) as UnmeasuredCard;

describe('bundled models', () => {
  test.each(ids)('%s: the files are those that the card describes', async (id) => {
    const card = readCard(id);
    expect(card.id).toBe(id);
    expect(await describeFiles(join(root, id))).toEqual(card.files);
  });

  test('all weights together stay under 130 MB', () => {
    const cards = readdirSync(root).filter((id) => existsSync(join(root, id, 'model.json'))).map(readCard);
    expect(cards.length).toBeGreaterThanOrEqual(3);
    expect(cards.flatMap((card) => Object.values(card.files)).reduce((sum, file) => sum + file.nBytes, 0)).toBeLessThan(130e6);
  });

  test('parameters as counted from the weights', () => {
    expect(ids.map((id) => readCard(id).nParameters)).toEqual([28_027_728, readCard('glove-100d').nParameters, 22_565_376]);
  });

  test('GloVe: frequent words first, near words near', async () => {
    const card = readCard('glove-100d');
    const { words, values } = await readWordVectors(join(root, 'glove-100d'), card.dim);
    expect(words.slice(0, 5)).toEqual(['the', ',', '.', 'of', 'to']);
    expect(words.length).toBeGreaterThanOrEqual(50_000);
    expect(words.length * card.dim).toBe(card.nParameters);
    const vector = (word: string) => {
      const row = words.indexOf(word);
      return values.subarray(row * card.dim, (row + 1) * card.dim);
    };
    const dot = (a: Float32Array, b: Float32Array) => a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0);
    const cosine = (a: string, b: string) => dot(vector(a), vector(b)) / Math.sqrt(dot(vector(a), vector(a)) * dot(vector(b), vector(b)));
    expect(cosine('bank', 'banks')).toBeGreaterThan(0.7);
    expect(cosine('bank', 'banks')).toBeGreaterThan(cosine('bank', 'banana') + 0.3);
  });
});
