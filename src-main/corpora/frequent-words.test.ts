import { describe, expect, it } from 'vitest';
import { findWord } from '../tokenizers/find-word';
import { frequentWords } from './frequent-words';

const words = (...texts: string[]): string[] => frequentWords(texts).map(({ word, n }) => `${word} ${n}`);

describe('frequentWords', () => {
  it('counts content words by their folded form, most frequent first', () => {
    expect(words('The bank and the river.', 'A BANK’s river-bank didn’t move.')).toEqual(['bank 3', 'river 2', 'move 1']);
  });

  it('leaves out function words, numbers and single letters', () => {
    expect(words("I don't think they're 12 or 3rd, e.g. x of 2024")).toEqual(['think 1', '3rd 1']);
  });

  it('counts both ways of writing an accent or a sharp s as one word', () => {
    expect(words('Straße STRASSE café cafe\u0301')).toEqual(['straße 2', 'café 2']);
  });

  it('cuts scripts without spaces into words', () => {
    expect(words('我去银行。', '银行很大。').slice(0, 1)).toEqual(['银行 2']);
  });

  it('returns at most as many as asked for', () => {
    const text = Array.from({ length: 40 }, (_, n) => `word${String.fromCharCode(97 + (n % 26))}${String.fromCharCode(97 + n / 26)}`).join(' ');
    expect(frequentWords([text])).toHaveLength(24);
    expect(frequentWords([text], 3)).toHaveLength(3);
  });

  it('counts what findWord finds', () => {
    const texts = ["The bank's bank-note, Bank; embank bank2 BANKS ba\u00adnk.", 'Banks bank on it.'];
    for (const { word, n } of frequentWords(texts)) {
      if (word !== 'ba' && word !== 'nk') expect([word, texts.flatMap((text) => findWord(text, word)).length - (word === 'bank' ? 1 : 0)]).toEqual([word, n]);
    }
  });
});
