import { describe, expect, test } from 'vitest';
import { WordIndex } from './word-index';

const add = (index: WordIndex, word: string | Uint8Array): number => {
  const bytes = Buffer.concat([Buffer.from('x'), Buffer.from(word), Buffer.from('y')]);
  return index.add(bytes, 1, bytes.length - 1);
};

describe('word index', () => {
  test('finds each of many words, and none of others', () => {
    const index = new WordIndex();
    const words = Array.from({ length: 20_000 }, (_, i) => `w${i.toString(36)}-${i % 7 === 0 ? 'größer' : '🙂'}`);
    expect(words.map((word) => add(index, word))).toEqual(words.map((_, i) => i));
    expect(words.map((word) => index.find(word))).toEqual(words.map((_, i) => i));
    expect(index.find('w')).toBe(-1);
    expect(index.find('')).toBe(-1);
    expect(index.word(19_999)).toBe(words[19_999]);
    const loaded = WordIndex.fromText(index.text().slice());
    expect(loaded.nWords).toBe(20_000);
    expect(words.map((word) => loaded.find(word))).toEqual(words.map((_, i) => i));
  });

  test('a word that is there is not added again; names of object members are words', () => {
    const index = new WordIndex();
    expect(['the', '__proto__', 'the', 'constructor', 'The'].map((word) => add(index, word))).toEqual([0, 1, -1, 2, 3]);
    expect(index.find('toString')).toBe(-1);
    expect(Buffer.from(index.text()).toString()).toBe('the\n__proto__\nconstructor\nThe\n');
  });

  test('bytes that are no UTF-8 stay as they are', () => {
    const index = new WordIndex();
    add(index, new Uint8Array([0xff, 0x41]));
    expect([...index.wordBytes(0)]).toEqual([0xff, 0x41]);
    expect(index.word(0)).toBe('\ufffdA');
  });

  test('of equal lines the first is found; a cut list is refused', () => {
    const index = WordIndex.fromText(Buffer.from('a\nb\na\n'));
    expect([index.nWords, index.find('a'), index.find('b')]).toEqual([3, 0, 1]);
    expect(WordIndex.fromText(new Uint8Array(0)).nWords).toBe(0);
    expect(() => WordIndex.fromText(Buffer.from('a\nb'))).toThrow(expect.objectContaining({ code: 'model' }));
  });
});
