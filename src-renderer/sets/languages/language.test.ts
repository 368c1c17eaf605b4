import { describe, expect, it } from 'vitest';
import type { PresetSummary } from '@contract/occurrence';
import { directionOf, languageOf, presetName, presetsByLanguage, presetTells } from './language';

const preset = (id: string, language: string | null): PresetSummary => ({
  id, title: id, word: id, nOccurrences: 1, senses: [], example: { text: id, charStart: 0, charEnd: id.length, word: id, labels: {} }, language, note: '',
});

describe('languageOf', () => {
  it('is the column “language” where it holds a tag', () => {
    expect(languageOf({ labels: { language: 'yo' } })).toBe('yo');
    expect(languageOf({ labels: { language: 'zh-Hant' } })).toBe('zh-Hant');
    expect(languageOf({ labels: { language: 'German, spoken' } })).toBeUndefined();
    expect(languageOf({ labels: {} })).toBeUndefined();
  });
});

describe('directionOf', () => {
  it('goes by the first letter, whatever stands before it', () => {
    expect(directionOf('… 12: «شربنا من عين»')).toBe('rtl');
    expect(directionOf('The word عين means eye.')).toBe('ltr');
    expect(directionOf('123')).toBe('ltr');
  });
});

describe('presets by language', () => {
  it('leaves the English ones out and keeps the order', () => {
    const groups = presetsByLanguage([preset('bank', null), preset('Schloss', 'de'), preset('gato', 'es'), preset('ziehen', 'de')]);
    expect(groups.map(({ name, presets }) => [name, presets.map(({ id }) => id)])).toEqual([['German', ['Schloss', 'ziehen']], ['Spanish', ['gato']]]);
  });

  it('tell their sources, and what nobody checked', () => {
    expect(presetTells({ senses: [{ id: 'lock', label: 'Türschloss', n: 30, source: 'Duden, “Schloss”' }, { id: 'x', label: 'other', n: 1, source: '' }], note: 'Not checked by a speaker.' })).toBe(
      'Türschloss: Duden, “Schloss”\nother\nNot checked by a speaker.',
    );
  });

  it('names the language where two sets may have one title', () => {
    expect(presetName({ title: 'bank', language: null })).toBe('bank');
    expect(presetName({ title: 'Bank', language: 'de' })).toBe('Bank (German)');
    expect(presetName({ title: 'bank in four languages', language: 'mul' })).toBe('bank in four languages');
  });
});
