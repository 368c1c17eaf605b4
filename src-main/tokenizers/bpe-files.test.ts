import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { GPT2_FILE_OPTIONS, ROBERTA_FILE_OPTIONS, tokenizerJsonFromBpeFiles } from './bpe-files';
import { loadTokenizer } from './load-tokenizer';
import { readablePiece } from './readable-piece';

interface Golden {
  readonly vocabularies: readonly {
    readonly tokenizer: { readonly model: { readonly vocab: Readonly<Record<string, number>>; readonly merges: readonly (readonly [string, string])[] } };
    readonly variants: readonly { readonly name: string; readonly cases: readonly (readonly [text: string, ids: readonly number[], offsets: readonly number[]])[] }[];
  }[];
}

const { vocabularies } = JSON.parse(gunzipSync(readFileSync(resolve(import.meta.dirname, 'golden/bpe-unigram.json.gz'))).toString('utf8')) as Golden;
const { tokenizer: { model }, variants } = vocabularies[0] as Golden['vocabularies'][number];
const vocabJson = JSON.stringify(model.vocab);
const mergesText = `#version: 0.2\n${model.merges.map((pair) => pair.join(' ')).join('\n')}\n`;

describe('tokenizer.json from vocab.json and merges.txt', () => {
  test.each([['gpt2', GPT2_FILE_OPTIONS], ['roberta', ROBERTA_FILE_OPTIONS], ['roberta with a space before', { ...ROBERTA_FILE_OPTIONS, addPrefixSpace: true }]])('cuts like the reference: %s', async (name, options) => {
    const cases = variants.find((variant) => variant.name === name)?.cases ?? [];
    const json = tokenizerJsonFromBpeFiles(vocabJson, mergesText.replaceAll('\n', '\r\n'), options);
    const tokenizer = await loadTokenizer(JSON.stringify({ ...(JSON.parse(json) as object), added_tokens: [] }));
    expect(cases.length).toBeGreaterThan(90);
    const found = await tokenizer.encode(cases.map(([text]) => text));
    for (const [i, [text, ids, offsets]] of cases.entries()) {
      expect({ text, ids: found[i]?.ids, offsets: found[i]?.pieces.flatMap((piece) => [piece.charStart, piece.charEnd]) }).toEqual({ text, ids, offsets });
    }
    expect(tokenizer.specialTokens).toEqual(options.specialTokens === null ? { before: [], after: [] } : { before: [0], after: [2] });
    expect(tokenizer.padId).toBe(1);
  });

  test('special tokens are those that special_tokens_map.json names, as texts or as objects', () => {
    const names = (map: unknown) =>
      (
        JSON.parse(tokenizerJsonFromBpeFiles(vocabJson, '', GPT2_FILE_OPTIONS, JSON.stringify(map))) as { added_tokens: { content: string }[] }
      ).added_tokens.map((token) => token.content);
    expect(
      names({
        bos_token: '<|endoftext|>',
        unk_token: { content: '<unk>', lstrip: false },
        additional_special_tokens: ['<mask>', '<not there>'],
        pad_token: null,
      }),
    ).toEqual(['<|endoftext|>', '<unk>', '<mask>']);
  });

  test.each<[string, string, string, RegExp]>([
    ['a vocabulary that is a list', '[]', '', /vocab\.json is not an object/],
    ['a vocabulary without the special token', '{"a": 0}', '', /vocab\.json has no <\/s>/],
    ['a merge of three', vocabJson, '#version: 0.2\na b\na b c\n', /merges\.txt has a line 3/],
    ['an empty line', vocabJson, 'a b\n\nc d', /merges\.txt has a line 2/],
  ])('refuses %s', (_, vocab, merges, reason) => {
    expect(() => tokenizerJsonFromBpeFiles(vocab, merges, ROBERTA_FILE_OPTIONS)).toThrow(reason);
  });
});

test('pieces as a person reads them', () => {
  expect(['Ġbank', 'bank', 'Ã©t', 'âĸ', 'ĠĠĊ', '<s>'].map((piece) => readablePiece(piece, 'byte-level-bpe'))).toEqual(['·bank', 'bank', 'ét', 'E2 96', '··\n', '<s>']);
  expect(['▁bank', 's', '<unk>'].map((piece) => readablePiece(piece, 'unigram'))).toEqual(['·bank', 's', '<unk>']);
  expect(readablePiece('##ing', 'wordpiece')).toBe('##ing');
});
