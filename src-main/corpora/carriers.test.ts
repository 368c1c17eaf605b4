import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { REACH_DISTANCES, SIDES } from '@contract/model-figures';
import { loadTokenizer } from '../tokenizers/load-tokenizer';
import { readCarriers } from './carriers';

const file = resolve(import.meta.dirname, '../../assets/carriers.json');
const carriers = await readCarriers(file);
const words = (text: string): string[] => text.split(' ');

describe('the carrier sentences', () => {
  it('are twelve or more of different words, each with its target in the middle', () => {
    const targets = carriers.map(({ base: { text, charStart, charEnd } }) => text.slice(charStart, charEnd));
    expect(carriers.length).toBeGreaterThanOrEqual(12);
    expect(new Set(targets).size).toBe(carriers.length);
    for (const { base: { text, charStart } } of carriers) {
      const before = words(text.slice(0, charStart)).length - 1;
      expect(before).toBeGreaterThanOrEqual(32);
      expect(words(text).length).toBeGreaterThanOrEqual(65);
      expect(words(text).length - before - 1).toBeGreaterThanOrEqual(32);
    }
  });

  it('have for every side and distance the same sentence with that one word changed and the target found', () => {
    for (const { base, variants } of carriers) {
      expect(variants.map(({ side, distance }) => `${side} ${distance}`)).toEqual(SIDES.flatMap((side) => REACH_DISTANCES.map((distance) => `${side} ${distance}`)));
      const own = words(base.text.slice(0, base.charStart)).length - 1;
      for (const { side, distance, text, charStart, charEnd } of variants) {
        const changed = words(text).flatMap((word, i) => (word === words(base.text)[i] ? [] : [i - own]));
        expect(changed).toEqual([side === 'left' ? -distance : distance]);
        expect(text.slice(charStart, charEnd)).toBe(base.text.slice(base.charStart, base.charEnd));
      }
    }
  });

  it('are cut into as many pieces before and after the change by the word pieces of BERT, so that no position moves', async () => {
    const tokenizer = await loadTokenizer(readFileSync('models/minilm-l6/tokenizer.json', 'utf8'));
    for (const { base, variants } of carriers) {
      const n = async (text: string): Promise<number> => (await tokenizer.encode([text]))[0]?.ids.length ?? 0;
      const nPieces = await n(base.text);
      expect(nPieces).toBeGreaterThan(65);
      for (const { text } of variants) expect(await n(text), text).toBe(nPieces);
    }
  });
});

describe('a damaged file', () => {
  const [first] = JSON.parse(readFileSync(file, 'utf8')) as [{ readonly text: string; readonly wordIndex: number; readonly left: Readonly<Record<string, string>> }];
  it.each([
    ['no JSON', '['],
    ['no carrier', '[]'],
    ['a target elsewhere', JSON.stringify([{ ...first, wordIndex: first.wordIndex + 1 }])],
    ['a replacement that is the word', JSON.stringify([{ ...first, left: { ...first.left, 1: first.text.split(' ')[first.wordIndex - 1]?.toUpperCase() } }])],
    ['a replacement missing', JSON.stringify([{ ...first, right: {} }])],
    ['a sentence too short', JSON.stringify([{ ...first, text: 'The spring', wordIndex: 1 }])],
  ])('is refused: %s', async (_, text) => {
    const damaged = join(mkdtempSync(join(tmpdir(), 'contexture-carriers-')), 'carriers.json');
    writeFileSync(damaged, text);
    await expect(readCarriers(damaged)).rejects.toThrow('damaged');
  });
});
