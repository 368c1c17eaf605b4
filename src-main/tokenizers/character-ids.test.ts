import { describe, expect, test } from 'vitest';
import { BEGIN_SENTENCE_IDS, CHARACTERS_PER_WORD, END_SENTENCE_IDS, characterIds, writeCharacterIds } from './character-ids';

const padded = (...ids: number[]) => [...ids, ...new Array<number>(CHARACTERS_PER_WORD - ids.length).fill(261)];

describe('character ids', () => {
  test('examples of the specification', () => {
    expect(characterIds('The')).toEqual(padded(259, 85, 105, 102, 260));
    expect(characterIds('é')).toEqual(padded(259, 196, 170, 260));
    expect(characterIds('')).toEqual(padded(259, 260));
    expect(BEGIN_SENTENCE_IDS).toEqual(padded(259, 257, 260));
    expect(END_SENTENCE_IDS).toEqual(padded(259, 258, 260));
  });

  test('the names of the special tokens are plain bytes', () => {
    expect(characterIds('<S>')).toEqual(padded(259, 61, 84, 63, 260));
    expect(characterIds('</S>')).not.toEqual(END_SENTENCE_IDS);
  });

  test('48 bytes are kept, even when that cuts a character in two', () => {
    const ids = characterIds(`${'a'.repeat(47)}é`);
    expect(ids).toHaveLength(50);
    expect(ids.slice(46)).toEqual([98, 98, 196, 260]);
    expect(characterIds('a'.repeat(48))).toEqual(characterIds('a'.repeat(60)));
    expect(characterIds('a'.repeat(47))).not.toEqual(characterIds('a'.repeat(48)));
  });

  test('lone surrogates are dropped, pairs are four bytes', () => {
    expect(characterIds('a\ud800b')).toEqual(characterIds('ab'));
    expect(characterIds('😀')).toEqual(padded(259, 0xf0 + 1, 0x9f + 1, 0x98 + 1, 0x80 + 1, 260));
  });

  test('rows are written where they belong, and nowhere outside', () => {
    const tensor = new BigInt64Array(2 * CHARACTERS_PER_WORD);
    writeCharacterIds(tensor, 1, characterIds('The'));
    expect([...tensor.subarray(0, 50)].every((id) => id === 0n)).toBe(true);
    expect([...tensor.subarray(50, 55)]).toEqual([259n, 85n, 105n, 102n, 260n]);
    expect(() => { writeCharacterIds(tensor, 2, characterIds('The')); }).toThrow(RangeError);
  });
});
