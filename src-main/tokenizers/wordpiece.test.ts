import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { Failure } from '@contract/failure';
import { loadWordPiece, parseVocabulary } from './wordpiece';
import { CASED, UNCASED, parseWordPieceOptions } from './wordpiece-options';

interface Golden {
  readonly variants: readonly {
    readonly lowercase: boolean;
    readonly stripAccents: boolean | null;
    readonly cases: readonly { readonly text: string; readonly ids: readonly number[]; readonly offsets: readonly number[] }[];
  }[];
}

const vocabText = readFileSync(resolve(import.meta.dirname, '../../models/minilm-l6/vocab.txt'), 'utf8');
const golden = JSON.parse(readFileSync(resolve(import.meta.dirname, 'golden/wordpiece.json'), 'utf8')) as Golden;
const uncased = loadWordPiece(vocabText, UNCASED);
const small = (...pieces: string[]) => loadWordPiece(['[PAD]', '[UNK]', '[CLS]', '[SEP]', '[MASK]', ...pieces].join('\n'), UNCASED);

describe('equal to Hugging Face tokenizers', () => {
  for (const { lowercase, stripAccents, cases } of golden.variants) {
    const tokenizer = loadWordPiece(vocabText, { ...UNCASED, lowercase, stripAccents });
    test(`${cases.length} texts with lowercase ${String(lowercase)}, strip accents ${String(stripAccents)}: ids and offsets`, () => {
      expect(cases.length).toBeGreaterThan(170);
      for (const { text, ids, offsets } of cases) {
        const encoding = tokenizer.encode(text);
        const found = { text, ids: encoding.ids, offsets: encoding.pieces.flatMap((piece) => [piece.charStart, piece.charEnd]) };
        expect(found).toEqual({ text, ids, offsets });
      }
    });
  }

  test('the main variant has at least 320 texts', () => {
    expect(golden.variants[0]?.cases.length).toBeGreaterThanOrEqual(320);
  });

  test('ids known from bert-base-uncased, which has the same vocabulary', () => {
    expect(uncased.encode('How are you doing?').ids).toEqual([2129, 2024, 2017, 2725, 1029]);
    expect(uncased.encode("You should've done this").ids).toEqual([2017, 2323, 1005, 2310, 2589, 2023]);
    expect(uncased.special).toEqual({ cls: 101, sep: 102, pad: 0, unk: 100 });
  });
});

describe('pieces', () => {
  test('offsets of the cases checked in the specification', () => {
    const tokenizer = small('un', '##aff', '##able', 'cafe', 'ab', '東', '京', 'i');
    const spans = (text: string) => tokenizer.encode(text).pieces.map(({ piece, charStart, charEnd }) => [piece, charStart, charEnd]);
    expect(spans('unaffable')).toEqual([['un', 0, 2], ['##aff', 2, 5], ['##able', 5, 9]]);
    expect(spans('Café')).toEqual([['cafe', 0, 4]]);
    expect(spans('cafe\u0301')).toEqual([['cafe', 0, 4]]);
    expect(spans('\u200bab')).toEqual([['ab', 1, 3]]);
    expect(spans('a\u0301b')).toEqual([['ab', 0, 3]]);
    expect(spans('A\u00adb')).toEqual([['ab', 0, 3]]);
    expect(spans('東京')).toEqual([['東', 0, 1], ['京', 1, 2]]);
    expect(spans('😀 ab')).toEqual([['[UNK]', 0, 2], ['ab', 3, 5]]);
    expect(spans('İ')).toEqual([['i', 0, 1]]);
  });

  test('spans are in order and overlap only inside one decomposed character', () => {
    for (const { text } of golden.variants[0]?.cases ?? []) {
      let last = { charStart: 0, charEnd: 0 };
      for (const span of uncased.encode(text).pieces) {
        const sharesCharacter = [...text.slice(span.charStart, last.charEnd)].length === 1;
        expect(span.charStart >= last.charEnd || sharesCharacter).toBe(true);
        expect(span.charEnd).toBeGreaterThan(span.charStart);
        last = span;
      }
      expect(last.charEnd).toBeLessThanOrEqual(text.length);
    }
  });

  test('spans of words that nothing was dropped from spell them', () => {
    const text = 'Tokenization splits uncommonness.';
    const spelled = uncased.encode(text).pieces.map(({ charStart, charEnd }) => text.slice(charStart, charEnd));
    expect(spelled.join(' ')).toBe('Token ization splits uncommon ness .');
  });

  test('names of special tokens in the text are plain text', () => {
    expect(uncased.encode('[CLS]').pieces.map((piece) => piece.piece)).toEqual(['[', 'cl', '##s', ']']);
  });

  test('a piece that cannot be matched to its end is one [UNK] as a whole', () => {
    expect(small('un', '##aff').encode('unaffx').ids).toEqual([1]);
    expect(small('x', '##x').encode('x'.repeat(100)).ids).toHaveLength(100);
    expect(small('x', '##x').encode('x'.repeat(101)).ids).toEqual([1]);
  });

  test('lone surrogates are dropped and a pair is never torn', () => {
    expect(small('ab').encode('a\ud800b').pieces).toEqual([{ piece: 'ab', charStart: 0, charEnd: 3 }]);
    expect(small('\ud83d').encode('😀').ids).toEqual([1]);
  });

  test('repeating a text gives the same encoding from the cache', () => {
    const first = uncased.encode('unbelievable tokenization');
    expect(uncased.encode('unbelievable tokenization')).toEqual(first);
    expect(first.ids.length).toBeGreaterThan(2);
  });
});

describe('settings and vocabulary', () => {
  test('only line feeds separate tokens; trailing white space goes', () => {
    expect([...parseVocabulary('a\u2028b\r\nc \n\nd\n').keys()]).toEqual(['a\u2028b', 'c', '', 'd']);
  });

  test('a vocabulary without a special token is refused', () => {
    expect(() => loadWordPiece('[PAD]\n[UNK]\n[CLS]\n[MASK]\n', UNCASED)).toThrow(/no \[SEP\]/);
  });

  test('strip accents follows lowercase unless it is set', () => {
    const ids = (lowercase: boolean, stripAccents: boolean | null) => loadWordPiece(`${vocabText}É\nE\n`, { ...CASED, lowercase, stripAccents }).encode('É').ids;
    expect(ids(true, null)).toEqual(uncased.encode('e').ids);
    expect(ids(false, null)).toEqual([30522]);
    expect(ids(false, true)).toEqual([30523]);
  });

  test('switches are read from tokenizer_config.json', () => {
    expect(parseWordPieceOptions('{"do_lower_case": false, "strip_accents": null, "model_max_length": 512}')).toEqual(CASED);
    expect(parseWordPieceOptions('{"do_lower_case": true, "tokenize_chinese_chars": false, "max_input_chars_per_word": 200}'))
      .toEqual({ ...UNCASED, tokenizeChinese: false, maxCharactersPerWord: 200 });
  });

  test.each([['{', /not valid JSON/], ['[]', /not an object/], ['{}', /lacks do_lower_case/], ['{"do_lower_case": "yes"}', /neither true nor false/], ['{"do_lower_case": true, "max_input_chars_per_word": 0}', /positive/]])(
    'refuses %s with the reason', (json, reason) => {
      expect(() => parseWordPieceOptions(json)).toThrow(Failure);
      expect(() => parseWordPieceOptions(json)).toThrow(reason);
    },
  );
});
