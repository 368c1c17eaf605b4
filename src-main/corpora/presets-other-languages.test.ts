import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { foldWord } from '../tokenizers/fold';
import { findWord, isJoined } from '../tokenizers/find-word';
import { PRESETS_WITH_VECTORS } from './preset-library';

interface Line {
  readonly text: string;
  readonly charStart: number;
  readonly charEnd: number;
  readonly word: string;
  readonly sense: string;
  readonly language: string;
  readonly inflected: boolean;
}

interface Entry {
  readonly id: string;
  readonly language?: string;
  readonly note?: string;
  readonly senses: readonly { readonly id: string; readonly source?: string }[];
}

const folder = resolve(import.meta.dirname, '../../assets/presets');
const index = (JSON.parse(readFileSync(resolve(folder, 'index.json'), 'utf8')) as Entry[]).filter(({ language }) => language !== undefined);
const linesOf = ({ id, language = '' }: Entry): Line[] =>
  readFileSync(resolve(folder, language, `${id}.jsonl`), 'utf8').trimEnd().split('\n').map((line) => JSON.parse(line) as Line);
const written = ({ text, charStart, charEnd }: Line): string => text.slice(charStart, charEnd);

/** How many sentences each sense has, and every form that a sentence may hold: the marked one and no other. */
const DECLARED: Readonly<Record<string, { readonly counts: Readonly<Record<string, number>>; readonly forms: RegExp; readonly isUnchecked?: true }>> = {
  'de-bank': { counts: { money: 30, seat: 30 }, forms: /(?<!\p{L})(?:Bank|Banken|Bänken?)(?!\p{L})/gu },
  'de-schloss': { counts: { castle: 30, lock: 30 }, forms: /(?<!\p{L})(?:Schloss|Schlosses|Schlössern?)(?!\p{L})/gu },
  'de-ziehen': { counts: { pull: 30, move: 30, draw: 30 }, forms: /(?<!\p{L})(?:[Zz]ieh(?:en?|s?t)?|zog(?:en|s?t)?|gezogen)(?!\p{L})/gu },
  'es-banco': { counts: { money: 30, seat: 30, fish: 15 }, forms: /(?<!\p{L})bancos?(?!\p{L})/giu },
  'es-carta': { counts: { letter: 30, menu: 30, card: 30 }, forms: /(?<!\p{L})cartas?(?!\p{L})/giu },
  'es-gato': { counts: { animal: 30, jack: 30 }, forms: /(?<!\p{L})gat[oa]s?(?!\p{L})/giu },
  'fr-vol': { counts: { flight: 30, theft: 30 }, forms: /(?<!\p{L})vols?(?!\p{L})/giu },
  'fr-livre': { counts: { book: 30, pound: 30 }, forms: /(?<!\p{L})livres?(?!\p{L})/giu },
  'fr-avocat': { counts: { lawyer: 30, fruit: 30 }, forms: /(?<!\p{L})avocate?s?(?!\p{L})/giu },
  'zh-da': { counts: { hit: 30, phone: 30, play: 30, fetch: 20 }, forms: /打/gu },
  'zh-hua': { counts: { flower: 30, spend: 30 }, forms: /花/gu },
  // With what is written at the word: and, with, the; my, his, both.
  'ar-ayn': { counts: { eye: 20, spring: 18 }, forms: /(?<!\p{L})[وفبكل]?(?:ال|لل)?(?:عين|عيون)\p{L}*(?!\p{L})/gu, isUnchecked: true },
  'yo-oko': { counts: { husband: 10, vehicle: 10, hoe: 8 }, forms: /(?<![\p{L}\p{M}])[Ọọ]kọ[\u0300\u0301]?(?![\p{L}\p{M}])/gu, isUnchecked: true },
  'mul-bank': {
    counts: { money: 40, seat: 40, shore: 40 },
    forms: /(?<!\p{L})(?:banks?|bench|benches|Bank|Banken|Bänke|Ufers?|bancos?|orillas?|banques?|bancs?|rives?)(?!\p{L})/gu,
  },
};

describe('sets of other languages', () => {
  it('are those declared here, none of them with vectors of the English models', () => {
    expect(index.map(({ id }) => id)).toEqual(Object.keys(DECLARED));
    expect(index.filter(({ id }) => PRESETS_WITH_VECTORS.includes(id))).toEqual([]);
  });
});

describe.each(index)('$language/$id.jsonl', (entry) => {
  const lines = linesOf(entry);
  const declared = DECLARED[entry.id];
  if (declared === undefined) throw new Error(`${entry.id} is not declared in this test.`);

  it('has the declared number of sentences of each sense', () => {
    const counts = Object.fromEntries(entry.senses.map(({ id }) => [id, lines.filter(({ sense }) => sense === id).length]));
    expect(counts).toEqual(declared.counts);
    expect(lines).toHaveLength(Object.values(declared.counts).reduce((sum, n) => sum + n, 0));
  });

  it('says where each sense stands in a dictionary, and what no speaker has checked', () => {
    expect(entry.senses.filter(({ source = '' }) => source.length < 10)).toEqual([]);
    expect(/not checked by a speaker/iu.test(entry.note ?? '')).toBe(declared.isUnchecked === true);
  });

  it('has no sentence twice, composed letters, and no space at an end', () => {
    expect(new Set(lines.map(({ text }) => text.replace(/[^\p{L}\p{M}]/gu, '').toLowerCase())).size).toBe(lines.length);
    expect(lines.filter(({ text }) => text !== text.normalize('NFC') || text !== text.trim() || /\s{2}/u.test(text))).toEqual([]);
  });

  it('marks one whole form of the word a sentence, and no other form is in it', () => {
    for (const line of lines) {
      const found = [...line.text.matchAll(declared.forms)].map((match) => [match.index, match.index + match[0].length]);
      expect(found, line.text).toEqual([[line.charStart, line.charEnd]]);
      expect(isJoined(line.text, line.charStart) || isJoined(line.text, line.charEnd), line.text).toBe(false);
    }
  });

  it('finds the marked form where a reader looks for it', () => {
    for (const line of lines) expect(findWord(line.text, written(line)), line.text).toContainEqual({ charStart: line.charStart, charEnd: line.charEnd });
  });

  it('flags as inflected what is not the word itself', () => {
    expect(lines.filter((line) => line.inflected !== (foldWord(written(line)) !== foldWord(line.word)))).toEqual([]);
  });

  it('names the language of every sentence', () => {
    expect(lines.filter(({ language }) => (entry.language === 'mul' ? !/^[a-z]{2}$/u.test(language) : language !== entry.language))).toEqual([]);
  });
});

describe('mul/mul-bank.jsonl', () => {
  it('says the same in four languages: as many sentences of each sense in each', () => {
    const [entry] = index.filter(({ id }) => id === 'mul-bank');
    const lines = entry === undefined ? [] : linesOf(entry);
    for (const language of ['de', 'en', 'es', 'fr']) {
      for (const sense of ['money', 'seat', 'shore']) expect(lines.filter((line) => line.language === language && line.sense === sense), `${language} ${sense}`).toHaveLength(10);
    }
  });
});

describe('yo/yo-oko.jsonl', () => {
  it('holds the tone of the sense where tones are written, and each sense also without', () => {
    const [entry] = index.filter(({ id }) => id === 'yo-oko');
    const lines = entry === undefined ? [] : linesOf(entry);
    const tone: Readonly<Record<string, string>> = { husband: '', vehicle: '\u0300', hoe: '\u0301' };
    const hasTones = ({ text }: Line): boolean => /[\u0300\u0301]/u.test(text.normalize('NFD'));
    for (const line of lines) {
      const wanted = `ọkọ${hasTones(line) ? tone[line.sense] ?? '' : ''}`.normalize('NFC');
      expect(written(line).toLowerCase().normalize('NFC'), line.text).toBe(wanted);
    }
    for (const sense of Object.keys(tone)) expect(lines.some((line) => line.sense === sense && !hasTones(line)), sense).toBe(true);
  });
});
