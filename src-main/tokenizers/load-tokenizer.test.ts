import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { Failure } from '@contract/failure';
import { checkTokenizer } from './check-tokenizer';
import { JsonNode } from './json-node';
import { loadTokenizer, TOKENIZER_FILE, type LoadedTokenizer } from './load-tokenizer';
import { tokenizerKindOf } from './tokenizer-kind';

type Json = Readonly<Record<string, unknown>>;

/** What tools/golden/bpe_unigram.py writes. */
interface GoldenVocabulary {
  readonly kind: 'byte-level-bpe' | 'unigram';
  readonly tokenizer: { readonly model: Json; readonly added_tokens: readonly { readonly id: number; readonly content: string }[] };
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

function variantJson({ tokenizer }: GoldenVocabulary, { model, without, ...rest }: Json, addedTokens: readonly unknown[]): string {
  const changed = { ...tokenizer.model, ...(model as Json | undefined) };
  if (Array.isArray(without)) {
    const names = tokenizer.added_tokens.map((token) => token.content);
    const has = (piece: string): boolean => !names.includes(piece) && without.some((character) => piece.includes(String(character)));
    changed['vocab'] = Object.fromEntries(Object.entries(changed['vocab'] as Json).filter(([piece]) => !has(piece)));
    changed['merges'] = (changed['merges'] as string[][]).filter((pair) => !pair.some(has));
  }
  return JSON.stringify({ ...tokenizer, ...rest, added_tokens: addedTokens, model: changed }).replace('NMT_NFKC', charsmap);
}

/** The reference took names of special tokens for text when it wrote the golden files; without added tokens they are. */
const load = (vocabulary: GoldenVocabulary, i: number, addedTokens: readonly unknown[] = vocabulary.tokenizer.added_tokens) =>
  loadTokenizer(variantJson(vocabulary, vocabulary.variants[i]?.change ?? {}, addedTokens));
const [bpe, unigram] = vocabularies as readonly [GoldenVocabulary, GoldenVocabulary];

/** Texts, ids and spans that a tokenizer gives for the texts of the reference's cases. */
async function piecesOf(tokenizer: LoadedTokenizer, texts: readonly string[]) {
  return (await tokenizer.encode(texts)).map(({ ids, pieces }, i) => [texts[i], ids, pieces.flatMap(({ charStart, charEnd }) => [charStart, charEnd])]);
}

describe('equal to Hugging Face tokenizers', () => {
  for (const vocabulary of vocabularies) {
    for (const [i, { name, marks, cases }] of vocabulary.variants.entries()) {
      test(`${vocabulary.kind}, ${name}: ids and offsets of ${cases.length} texts, and the special tokens`, async () => {
        const tokenizer = await load(vocabulary, i, []);
        expect(cases.length).toBeGreaterThan(90);
        const names = vocabulary.tokenizer.added_tokens.map(({ content }) => content);
        const plain = cases.filter(([text]) => !names.some((mark) => text.includes(mark)));
        expect(plain.length).toBeGreaterThan(cases.length - 5);
        // A Unigram vocabulary has the names of special tokens among its pieces.
        const asText = vocabulary.kind === 'unigram' ? plain : cases;
        expect(await piecesOf(tokenizer, asText.map(([text]) => text))).toEqual(asText);
        expect(Math.max(...cases.flatMap(([, ids]) => ids))).toBeLessThan(tokenizer.nIds);
        expect([...tokenizer.specialTokens.before, ...tokenizer.specialTokens.after]).toEqual(marks);
        expect(await piecesOf(await load(vocabulary, i), plain.map(([text]) => text))).toEqual(plain);
      });
    }
  }

  test('there are 11 variants, the main ones with at least 300 texts', () => {
    expect(vocabularies.map(({ variants }) => variants.length)).toEqual([7, 4]);
    expect(vocabularies.every(({ variants }) => (variants[0]?.cases.length ?? 0) >= 300)).toBe(true);
  });

  const wordPiece = JSON.parse(readFileSync(resolve(import.meta.dirname, 'golden/wordpiece.json'), 'utf8')) as {
    readonly variants: readonly {
      readonly lowercase: boolean;
      readonly stripAccents: boolean | null;
      readonly cases: readonly { readonly text: string; readonly ids: readonly number[]; readonly offsets: readonly number[] }[];
    }[];
  };
  const minilm = JSON.parse(readFileSync(resolve(import.meta.dirname, '../../models/minilm-l6', TOKENIZER_FILE), 'utf8')) as { readonly normalizer: Json };

  test.each(wordPiece.variants)('WordPiece, lowercase $lowercase, strip accents $stripAccents: ids and offsets', async ({ lowercase, stripAccents, cases }) => {
    const tokenizer = await loadTokenizer(JSON.stringify({ ...minilm, added_tokens: [], normalizer: { ...minilm.normalizer, lowercase, strip_accents: stripAccents } }));
    expect(cases.length).toBeGreaterThan(170);
    expect(await piecesOf(tokenizer, cases.map(({ text }) => text))).toEqual(cases.map(({ text, ids, offsets }) => [text, ids, offsets]));
    expect(tokenizer).toMatchObject({ specialTokens: { before: [101], after: [102] }, padId: 0, nIds: 30522 });
  });
});

describe('what a sentence becomes', () => {
  const shown = async (tokenizer: LoadedTokenizer, text: string) => (await tokenizer.encode([text]))[0]?.pieces.map(({ piece, charStart, charEnd }) => [piece, charStart, charEnd]);
  const idsOf = async (tokenizer: LoadedTokenizer, text: string) => (await tokenizer.encode([text]))[0]?.ids;

  test('pieces carry the vocabulary\'s texts; the space before a word is in its piece, and in its span unless spans are trimmed', async () => {
    expect((await shown(await load(bpe, 0), 'the bank'))?.slice(0, 2)).toEqual([['the', 0, 3], ['Ġba', 3, 6]]);
    expect((await shown(await load(bpe, 1), 'the bank'))?.slice(0, 2)).toEqual([['the', 0, 3], ['Ġba', 4, 6]]);
    expect(await shown(await load(unigram, 0), 'the \u{10ffff}')).toEqual([['▁the', 0, 3], ['▁', 4, 6], ['<unk>', 4, 6]]);
  });

  test('names of special tokens are these tokens, with their spans', async () => {
    expect(await shown(await load(bpe, 1), '😀a<s>b')).toEqual(expect.arrayContaining([['<s>', 3, 6]]));
    expect(await idsOf(await load(unigram, 0), '<mask>')).toEqual([unigram.tokenizer.added_tokens.find(({ content }) => content === '<mask>')?.id]);
  });

  test('lone surrogates are dropped and a pair is never torn', async () => {
    for (const tokenizer of [await load(bpe, 0), await load(unigram, 0)]) {
      const [whole, torn, lone] = await tokenizer.encode(['ab', 'a\ud800b', '\udc00']);
      expect(torn?.ids).toEqual(whole?.ids);
      expect(torn?.pieces.at(-1)?.charEnd).toBe(3);
      expect(lone?.ids).toEqual([]);
    }
  });

  test('special tokens and padding are those of the file; without a padding piece it is 0', async () => {
    expect((await load(bpe, 0)).specialTokens).toEqual({ before: [], after: [] });
    expect(await load(bpe, 1)).toMatchObject({ specialTokens: { before: [0], after: [2] }, padId: 1 });
    expect(await load(unigram, 0)).toMatchObject({ specialTokens: { before: [0], after: [2] }, padId: 1, nIds: (unigram.tokenizer.model['vocab'] as unknown[]).length });
    const bare = JSON.stringify({ pre_tokenizer: { type: 'ByteLevel', add_prefix_space: false, trim_offsets: false }, model: { type: 'BPE', vocab: { a: 0, b: 1, ab: 2 }, merges: ['a b'] } });
    expect(await loadTokenizer(bare)).toMatchObject({ specialTokens: { before: [], after: [] }, padId: 0, nIds: 3 });
  });

  test('padding and truncation of the file do not count', async () => {
    const file = JSON.parse(variantJson(unigram, unigram.variants[0]?.change ?? {}, [])) as Json;
    const truncation = { max_length: 2, strategy: 'LongestFirst', stride: 0, direction: 'Right' };
    const padding = { strategy: { Fixed: 64 }, direction: 'Right', pad_to_multiple_of: null, pad_id: 1, pad_type_id: 0, pad_token: '<pad>' };
    const plain = await idsOf(await loadTokenizer(JSON.stringify(file)), 'the bank of the river');
    expect(await idsOf(await loadTokenizer(JSON.stringify({ ...file, truncation, padding })), 'the bank of the river')).toEqual(plain);
    expect(plain?.length).toBeGreaterThan(2);
  });

  test('the kind is read from the file', () => {
    const kindOf = (file: unknown) => tokenizerKindOf(new JsonNode(file, TOKENIZER_FILE, ''));
    expect(kindOf(bpe.tokenizer)).toBe('byte-level-bpe');
    expect(kindOf(unigram.tokenizer)).toBe('unigram');
    expect(kindOf({ model: { type: 'WordPiece' } })).toBe('wordpiece');
    expect(kindOf({ pre_tokenizer: { type: 'Sequence', pretokenizers: [{ type: 'Digits' }, { type: 'ByteLevel' }] }, model: { vocab: {}, merges: [] } })).toBe('byte-level-bpe');
    expect(kindOf({ pre_tokenizer: { type: 'Metaspace' }, model: { vocab: {}, merges: [] } })).toBe('unigram');
    expect(() => kindOf({ model: { type: 'WordLevel' } })).toThrow(/model\.type is "WordLevel"/);
  });
});

describe('a broken tokenizer.json is refused with a reason', () => {
  const small: Json = { pre_tokenizer: { type: 'ByteLevel', add_prefix_space: false, trim_offsets: false }, model: { type: 'BPE', vocab: { a: 0, b: 1, ab: 2 }, merges: ['a b'] } };
  const sentence: Json = { pre_tokenizer: { type: 'Metaspace', replacement: '▁' }, model: { type: 'Unigram', unk_id: 0, vocab: [['<unk>', 0], ['a', -1]] } };
  const model = (base: Json, change: Json): Json => ({ ...base, model: { ...(base['model'] as Json), ...change } });
  const map = (bytes: readonly number[]): Json => ({ ...sentence, normalizer: { type: 'Precompiled', precompiled_charsmap: Buffer.from(bytes).toString('base64') } });
  const attempt = async (json: string): Promise<unknown> => {
    checkTokenizer(JsonNode.parse(json, TOKENIZER_FILE));
    const tokenizer = await loadTokenizer(json);
    return tokenizer.encode(['ab', 'x\u{10ffff}']);
  };

  test.each<[string, Json | string, RegExp]>([
    ['no JSON', '{', /tokenizer\.json is not valid JSON/],
    ['a list', '[]', /tokenizer\.json is not an object/],
    ['deep nesting', '['.repeat(100_000), /not valid JSON/],
    ['no model', { ...small, model: null }, /model is not an object/],
    ['vocabulary of another type', model(small, { vocab: ['a'] }), /cannot be read: .*expected a map|unk_id is missing/],
    ['an id that is a text', model(small, { vocab: { a: '0' }, merges: [] }), /cannot be read: invalid type: string "0", expected u32/],
    ['an id out of range', model(small, { vocab: { a: 2 ** 40 }, merges: [] }), /cannot be read: invalid value: integer/],
    ['merges that are no list', model(small, { merges: { a: 'b' } }), /model\.merges is not a list/],
    ['a merge of three', model(small, { merges: ['a b c'] }), /cannot be read: Merges text file invalid/],
    ['a merge whose result is unknown', model(small, { merges: ['b a'] }), /model\.merges\[0\] makes "ba", which is not in the vocabulary/],
    ['a subword prefix that merges lack', model(small, { continuing_subword_prefix: '@@' }), /model\.continuing_subword_prefix is "@@", which the merges do not have/],
    ['dropout', model(small, { dropout: 0.1 }), /model\.dropout is set/],
    ['a pattern that is none', { ...small, pre_tokenizer: { type: 'Split', pattern: { Regex: '(' }, behavior: 'Isolated', invert: false } }, /cannot be read: Oniguruma error/],
    ['a step of another name', { ...small, pre_tokenizer: { type: 'Sideways' } }, /cannot be read/],
    ['pieces of no length', { ...small, pre_tokenizer: { type: 'FixedLength', length: 0 } }, /pre_tokenizer\.length is 0/],
    ['nothing put before', { ...sentence, normalizer: { type: 'Prepend', prepend: '' } }, /normalizer\.prepend is empty/],
    ['replacements that grow and grow', { ...sentence, normalizer: { type: 'Sequence', normalizers: Array.from({ length: 16 }, () => ({ type: 'Replace', pattern: { String: 'a' }, content: 'aaaaaaaa' })) } }, /normalizer\.normalizers\[3\] makes texts more than/],
    ['a map cut off', map([0xff, 0xff, 0, 0, 1]), /precompiled_charsmap is cut off/],
    ['a map without a table', map([]), /precompiled_charsmap is cut off/],
    ['a map that is not base64', { ...sentence, normalizer: { type: 'Precompiled', precompiled_charsmap: '*' } }, /precompiled_charsmap is not a character map/],
    ['a map that points outside itself', map([4, 0, 0, 0, 0, 0, 0, 0, 0x61, 0]), /precompiled_charsmap points outside itself/],
    ['a map of no text', map([4, 0, 0, 0, 0, 0, 0, 0, 0xff]), /precompiled_charsmap holds bytes that are no text/],
    ['an unknown piece out of range', model(sentence, { unk_id: 2 }), /cannot be read: Unable to load vocab UnkIdNotInVocabulary/],
    ['no unknown piece', model(sentence, { unk_id: null }), /model\.unk_id is missing/],
    ['an unknown piece that is not there', { model: { type: 'WordPiece', unk_token: '[UNK]', continuing_subword_prefix: '##', max_input_chars_per_word: 100, vocab: { a: 0 } } }, /model\.unk_token is "\[UNK\]", which is not in the vocabulary/],
    ['a score that is none', model(sentence, { vocab: [['a', null]], unk_id: 0 }), /cannot be read/],
    ['a mark of two characters', { ...sentence, pre_tokenizer: { type: 'Metaspace', replacement: '__' } }, /cannot be read/],
    ['a template without its special token', { ...sentence, post_processor: { type: 'TemplateProcessing', single: [{ SpecialToken: { id: '__proto__', type_id: 0 } }], pair: [], special_tokens: {} } }, /special_tokens\.__proto__ is not an object/],
    ['a template without a sentence', { ...sentence, post_processor: { type: 'TemplateProcessing', single: [], pair: [], special_tokens: {} } }, /does not leave a sentence whole/],
    ['padding out of range', { ...sentence, padding: { pad_id: -1 } }, /cannot be read/],
  ])('%s', async (_, content, reason) => {
    const refused = await attempt(typeof content === 'string' ? content : JSON.stringify(content)).then(() => null, (error: unknown) => error);
    expect(refused).toBeInstanceOf(Failure);
    expect((refused as Failure).message).toMatch(reason);
  });
});
