import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { Failure } from '@contract/failure';
import { loadTokenizer, TOKENIZER_FILES, tokenizerKindOf } from './load-tokenizer';

type Json = Readonly<Record<string, unknown>>;

/** What tools/golden/bpe_unigram.py writes. */
interface GoldenVocabulary {
  readonly kind: 'byte-level-bpe' | 'unigram';
  readonly tokenizer: { readonly model: Json; readonly added_tokens: readonly { readonly content: string }[] };
  readonly variants: readonly {
    readonly name: string;
    /** Keys of the tokenizer that are different; `model` is merged in, and pieces with a character of `without` are taken out. */
    readonly change: Json;
    readonly marks: readonly number[];
    readonly cases: readonly (readonly [text: string, ids: readonly number[], offsets: readonly number[]])[];
  }[];
}

// TOKENIZER_GOLDEN: a folder with a longer comparison, as the script can write it.
const folder = process.env['TOKENIZER_GOLDEN'] ?? resolve(import.meta.dirname, 'golden');
const unzip = (name: string) => gunzipSync(readFileSync(resolve(folder, name)));
const { vocabularies } = JSON.parse(unzip('bpe-unigram.json.gz').toString('utf8')) as { readonly vocabularies: readonly GoldenVocabulary[] };
const charsmap = unzip('nmt-nfkc.bin.gz').toString('base64');

function variantJson({ tokenizer }: GoldenVocabulary, { model, without, ...rest }: Json): string {
  const changed = { ...tokenizer.model, ...(model as Json | undefined) };
  if (Array.isArray(without)) {
    const names = tokenizer.added_tokens.map((token) => token.content);
    const has = (piece: string): boolean => !names.includes(piece) && without.some((character) => piece.includes(String(character)));
    changed['vocab'] = Object.fromEntries(Object.entries(changed['vocab'] as Json).filter(([piece]) => !has(piece)));
    changed['merges'] = (changed['merges'] as string[][]).filter((pair) => !pair.some(has));
  }
  return JSON.stringify({ ...tokenizer, ...rest, model: changed }).replace('NMT_NFKC', charsmap);
}

const load = (vocabulary: GoldenVocabulary, i: number) => loadTokenizer(vocabulary.kind, { 'tokenizer.json': variantJson(vocabulary, vocabulary.variants[i]?.change ?? {}) });
const [bpe, unigram] = vocabularies as readonly [GoldenVocabulary, GoldenVocabulary];

describe('equal to Hugging Face tokenizers', () => {
  for (const vocabulary of vocabularies) {
    for (const [i, { name, marks, cases }] of vocabulary.variants.entries()) {
      test(`${vocabulary.kind}, ${name}: ids and offsets of ${cases.length} texts, and the marks`, () => {
        const tokenizer = load(vocabulary, i);
        expect(cases.length).toBeGreaterThan(90);
        for (const [text, ids, offsets] of cases) {
          const found = tokenizer.encode(text);
          expect({ text, ids: found.ids, offsets: found.pieces.flatMap((piece) => [piece.charStart, piece.charEnd]) }).toEqual({ text, ids, offsets });
          expect(Math.max(-1, ...found.ids)).toBeLessThan(tokenizer.nIds);
        }
        expect([...tokenizer.marks.before, ...tokenizer.marks.after]).toEqual(marks);
      });
    }
  }

  test('there are 11 variants, the main ones with at least 300 texts', () => {
    expect(vocabularies.map(({ variants }) => variants.length)).toEqual([7, 4]);
    expect(vocabularies.every(({ variants }) => (variants[0]?.cases.length ?? 0) >= 300)).toBe(true);
  });
});

describe('what a sentence becomes', () => {
  const shown = (tokenizer: ReturnType<typeof load>, text: string) => tokenizer.encode(text).pieces.map(({ piece, charStart, charEnd }) => [piece, charStart, charEnd]);

  test('pieces carry the vocabulary\'s texts; the space before a word is in its piece, and in its span unless spans are trimmed', () => {
    expect(shown(load(bpe, 0), 'the bank').slice(0, 2)).toEqual([['the', 0, 3], ['Ġba', 3, 6]]);
    expect(shown(load(bpe, 1), 'the bank').slice(0, 2)).toEqual([['the', 0, 3], ['Ġba', 4, 6]]);
    expect(shown(load(unigram, 0), 'the \u{10ffff}')).toEqual([['▁the', 0, 3], ['▁', 4, 6], ['<unk>', 4, 6]]);
  });

  test('names of marks are plain text', () => {
    for (const tokenizer of [load(bpe, 1), load(unigram, 0)]) {
      const marks = [...tokenizer.marks.before, ...tokenizer.marks.after];
      for (const text of ['<s>', 'a</s>', '<pad>', '<mask>']) for (const id of tokenizer.encode(text).ids) expect([...marks, tokenizer.padId]).not.toContain(id);
    }
  });

  test('lone surrogates are dropped and a pair is never torn', () => {
    for (const tokenizer of [load(bpe, 0), load(unigram, 0)]) {
      const { ids } = tokenizer.encode('ab');
      const torn = tokenizer.encode('a\ud800b');
      expect(torn.ids).toEqual(ids);
      expect(torn.pieces.at(-1)?.charEnd).toBe(3);
      expect(tokenizer.encode('\udc00').ids).toEqual([]);
    }
  });

  test('marks and padding are those of the file; without a padding piece it is 0', () => {
    expect(load(bpe, 0).marks).toEqual({ before: [], after: [] });
    expect(load(bpe, 1)).toMatchObject({ marks: { before: [0], after: [2] }, padId: 1 });
    expect(load(unigram, 0)).toMatchObject({ marks: { before: [0], after: [2] }, padId: 1, nIds: (unigram.tokenizer.model['vocab'] as unknown[]).length });
    const bare = JSON.stringify({ pre_tokenizer: { type: 'ByteLevel', add_prefix_space: false }, model: { vocab: { a: 0, b: 1, ab: 2 }, merges: ['a b'] } });
    expect(loadTokenizer('byte-level-bpe', { 'tokenizer.json': bare })).toMatchObject({ marks: { before: [], after: [] }, padId: 0, nIds: 3 });
  });

  test('a word that comes again is cut in the same way', () => {
    for (const tokenizer of [load(bpe, 0), load(unigram, 1)]) {
      const first = tokenizer.encode('The bank, the bank');
      expect(tokenizer.encode('The bank, the bank')).toEqual(first);
      expect(first.ids.length).toBeGreaterThan(3);
    }
  });

  test('WordPiece is loaded by the same door', () => {
    const files = Object.fromEntries(TOKENIZER_FILES.wordpiece.map((name) => [name, readFileSync(resolve(import.meta.dirname, '../../models/minilm-l6', name), 'utf8')]));
    const tokenizer = loadTokenizer('wordpiece', files);
    expect(tokenizer).toMatchObject({ marks: { before: [101], after: [102] }, padId: 0, nIds: 30522 });
    expect(tokenizer.encode('How are you doing?').ids).toEqual([2129, 2024, 2017, 2725, 1029]);
    expect(() => loadTokenizer('wordpiece', {})).toThrow(/no vocab.txt/);
  });

  test('the kind is read from the file', () => {
    expect(tokenizerKindOf(JSON.stringify(bpe.tokenizer))).toBe('byte-level-bpe');
    expect(tokenizerKindOf(JSON.stringify(unigram.tokenizer))).toBe('unigram');
    expect(tokenizerKindOf('{"model": {"type": "WordPiece"}}')).toBe('wordpiece');
    expect(tokenizerKindOf('{"model": {"vocab": {}, "merges": []}}')).toBe('byte-level-bpe');
    expect(() => tokenizerKindOf('{"model": {"type": "WordLevel"}}')).toThrow(/model\.type is "WordLevel"/);
  });
});

describe('a broken tokenizer.json is refused with the key', () => {
  const small: Json = { pre_tokenizer: { type: 'ByteLevel' }, model: { type: 'BPE', vocab: { a: 0, b: 1, ab: 2 }, merges: ['a b'] } };
  const sentence: Json = { pre_tokenizer: { type: 'Metaspace', replacement: '▁' }, model: { type: 'Unigram', unk_id: 0, vocab: [['<unk>', 0], ['a', -1]] } };
  const model = (base: Json, change: Json): Json => ({ ...base, model: { ...(base['model'] as Json), ...change } });
  const map = (bytes: readonly number[]): Json => ({ ...sentence, normalizer: { type: 'Precompiled', precompiled_charsmap: Buffer.from(bytes).toString('base64') } });

  test.each<[string, GoldenVocabulary['kind'], Json | string, RegExp]>([
    ['no JSON', 'unigram', '{', /tokenizer\.json is not valid JSON/],
    ['a list', 'unigram', '[]', /tokenizer\.json is not an object/],
    ['deep nesting', 'unigram', '['.repeat(100_000), /not valid JSON/],
    ['no model', 'byte-level-bpe', { ...small, model: null }, /model is not an object/],
    ['another kind of model', 'unigram', small, /model\.type is "BPE" where Unigram/],
    ['vocabulary of another type', 'byte-level-bpe', model(small, { vocab: ['a'] }), /model\.vocab is not an object/],
    ['an id that is a text', 'byte-level-bpe', model(small, { vocab: { a: '0' } }), /model\.vocab gives "a" an id/],
    ['an id out of range', 'byte-level-bpe', model(small, { vocab: { a: 2 ** 40 } }), /model\.vocab gives "a" an id/],
    ['an id twice', 'byte-level-bpe', model(small, { vocab: { a: 0, b: 0 } }), /the id 0 twice/],
    ['merges that are no list', 'byte-level-bpe', model(small, { merges: { a: 'b' } }), /model\.merges is not a list/],
    ['a merge of three', 'byte-level-bpe', model(small, { merges: ['a b c'] }), /model\.merges has an entry 0 that is not a pair/],
    ['a merge of numbers', 'byte-level-bpe', model(small, { merges: [[0, 1]] }), /model\.merges has an entry 0/],
    ['a merge whose result is unknown', 'byte-level-bpe', model(small, { merges: ['b a'] }), /"ba", which is not in the vocabulary/],
    ['a subword prefix', 'byte-level-bpe', model(small, { continuing_subword_prefix: '@@' }), /model\.continuing_subword_prefix/],
    ['dropout', 'byte-level-bpe', model(small, { dropout: 0.1 }), /model\.dropout/],
    ['another split', 'byte-level-bpe', { ...small, pre_tokenizer: { type: 'Split', pattern: { Regex: '(a+)+b'.repeat(1000) } } }, /pre_tokenizer\.type is "Split"/],
    ['a vocabulary of characters', 'byte-level-bpe', { ...small, pre_tokenizer: { type: 'Metaspace', replacement: '▁' } }, /pre_tokenizer does not fit/],
    ['another normalisation', 'unigram', { ...sentence, normalizer: { type: 'NFKD' } }, /normalizer\.type is "NFKD"/],
    ['another pattern', 'unigram', { ...sentence, normalizer: { type: 'Replace', pattern: { Regex: '(a+)+$' }, content: '' } }, /normalizer\.pattern\.Regex/],
    ['a sequence of sequences', 'unigram', { ...sentence, normalizer: JSON.parse(`${'{"type":"Sequence","normalizers":['.repeat(500)}${']}'.repeat(500)}`) as Json }, /has too many steps/],
    ['replacements that grow and grow', 'unigram', { ...sentence, normalizer: { type: 'Sequence', normalizers: Array.from({ length: 16 }, () => ({ type: 'Replace', pattern: { String: 'a' }, content: 'aaaaaaaa' })) } }, /normalizer makes texts more than/],
    ['a map cut off', 'unigram', map([0xff, 0xff, 0, 0, 1]), /precompiled_charsmap is cut off/],
    ['a map that is not base64', 'unigram', { ...sentence, normalizer: { type: 'Precompiled', precompiled_charsmap: '*' } }, /precompiled_charsmap is not a character map/],
    ['a map that blows texts up', 'unigram', map([4, 0, 0, 0, 0, 0, 0, 0, ...Array.from({ length: 300 }, () => 0x61)]), /replaces a character by more than/],
    ['an unknown piece out of range', 'unigram', model(sentence, { unk_id: 2 }), /model\.unk_id is not a whole number from 0 to 1/],
    ['no unknown piece', 'unigram', model(sentence, { unk_id: null }), /model\.unk_id/],
    ['a score that is none', 'unigram', model(sentence, { vocab: [['a', null]], unk_id: 0 }), /model\.vocab has an entry 0/],
    ['a mark of two characters', 'unigram', { ...sentence, pre_tokenizer: { type: 'Metaspace', replacement: '__' } }, /pre_tokenizer\.replacement/],
    ['a mark out of range', 'unigram', { ...sentence, post_processor: { type: 'BertProcessing', cls: ['a', 99], sep: ['a', 1] } }, /post_processor\.cls\[1\]/],
    ['a template without its mark', 'unigram', { ...sentence, post_processor: { type: 'TemplateProcessing', single: [{ SpecialToken: { id: '__proto__' } }], special_tokens: {} } }, /special_tokens\.__proto__ is not an object/],
    ['a template without a sentence', 'unigram', { ...sentence, post_processor: { type: 'TemplateProcessing', single: [], special_tokens: {} } }, /does not hold the sentence/],
    ['an added word', 'unigram', { ...sentence, added_tokens: [{ id: 5, content: 'covid', special: false }] }, /added_tokens\[0\] adds the word "covid"/],
    ['padding out of range', 'unigram', { ...sentence, padding: { pad_id: -1 } }, /padding\.pad_id/],
  ])('%s', (_, kind, content, reason) => {
    const json = typeof content === 'string' ? content : JSON.stringify(content);
    const attempt = () => loadTokenizer(kind, { 'tokenizer.json': json });
    expect(attempt).toThrow(Failure);
    expect(attempt).toThrow(reason);
  });
});
