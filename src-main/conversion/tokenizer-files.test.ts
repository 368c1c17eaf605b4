import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadTokenizer, TOKENIZER_FILE } from '../tokenizers/load-tokenizer';
import { readTokenizerFiles } from './tokenizer-files';

let dir: string;
beforeEach(() => { dir = mkdtempSync(join(tmpdir(), 'contexture-tokenizer-')); });
afterEach(() => { rmSync(dir, { recursive: true }); });

test('a space before the first word, where the settings want it, is put there in every step', async () => {
  const byteLevel = { type: 'ByteLevel', add_prefix_space: false, trim_offsets: true, use_regex: true };
  const root = {
    pre_tokenizer: { type: 'Sequence', pretokenizers: [{ type: 'Digits', individual_digits: true }, byteLevel] }, post_processor: byteLevel,
    model: { type: 'BPE', vocab: { a: 0, Ġ: 1, Ġa: 2 }, merges: ['Ġ a'] },
  };
  writeFileSync(join(dir, TOKENIZER_FILE), JSON.stringify(root));
  const idsOf = async (): Promise<unknown> => (await (await loadTokenizer((await readTokenizerFiles(dir, 'bert', null)).files[TOKENIZER_FILE] ?? '')).encode(['a']))[0]?.ids;
  expect(await idsOf()).toEqual([0]);
  writeFileSync(join(dir, 'tokenizer_config.json'), '{"add_prefix_space": true}');
  expect(await idsOf()).toEqual([2]);
});

const WORDS = ['[PAD]', '[UNK]', '[CLS]', '[SEP]', '[MASK]', 'the', 'bank', 'b', '[', ']', 'mask'];
const read = async (text: string, vocabSize: number | null = null): Promise<readonly number[]> => {
  const tokenizer = await loadTokenizer((await readTokenizerFiles(dir, 'bert', vocabSize)).files[TOKENIZER_FILE] ?? '');
  const [sentence] = await tokenizer.encode([text]);
  return [...tokenizer.specialTokens.before, ...sentence?.ids ?? [], ...tokenizer.specialTokens.after];
};
const settings = (value: object): void => { writeFileSync(join(dir, 'tokenizer_config.json'), JSON.stringify(value)); };

test('blank lines of a vocabulary count and are no entries', async () => {
  writeFileSync(join(dir, 'vocab.txt'), [...WORDS.slice(0, 6), '', 'bank', '', ''].join('\n'));
  expect(await read('the bank', 8)).toEqual([2, 5, 7, 3]);
});

test('the names of MPNet in a vocabulary without [CLS] are special, and keep their properties', async () => {
  writeFileSync(join(dir, 'vocab.txt'), ['<s>', '<pad>', '</s>', '[UNK]', 'the', '<mask>', 'bank', '<', '>', 'mask'].join('\n'));
  settings({ tokenizer_class: 'MPNetTokenizer', cls_token: '<s>', sep_token: '</s>' });
  expect(await read('the <mask> bank')).toEqual([0, 4, 5, 6, 2]);
  settings({ tokenizer_class: 'MPNetTokenizer', cls_token: '<s>', sep_token: '</s>', mask_token: { content: '<mask>', single_word: true } });
  expect(await read('the<mask> bank')).not.toContain(5);
});

test('split_special_tokens makes text of the names of special tokens', async () => {
  writeFileSync(join(dir, 'vocab.txt'), WORDS.join('\n'));
  expect(await read('[MASK] bank')).toEqual([2, 4, 6, 3]);
  settings({ split_special_tokens: true });
  expect(await read('[MASK] bank')).toEqual([2, 8, 10, 9, 6, 3]);
  writeFileSync(join(dir, 'added_tokens.json'), '{"<new>": 11}');
  expect(await read('<new> bank')).toEqual([2, 11, 6, 3]);
});

test('extra_special_tokens may be a list, or names by their role', async () => {
  writeFileSync(join(dir, 'vocab.txt'), WORDS.join('\n'));
  for (const value of [['bank'], { bank_token: 'bank' }]) {
    settings({ extra_special_tokens: value });
    expect(await read('bank the')).toEqual([2, 6, 5, 3]);
    expect(await read('abank')).toEqual([2, 1, 6, 3]);
  }
});

test('a tokenizer that knows no switches is not turned by them', async () => {
  const root = {
    normalizer: { type: 'BertNormalizer', clean_text: true, handle_chinese_chars: true, strip_accents: null, lowercase: true },
    pre_tokenizer: { type: 'BertPreTokenizer' },
    model: {
      type: 'WordPiece',
      unk_token: '[UNK]',
      continuing_subword_prefix: '##',
      max_input_chars_per_word: 100,
      vocab: Object.fromEntries(WORDS.map((word, id) => [word, id])),
    },
  };
  writeFileSync(join(dir, TOKENIZER_FILE), JSON.stringify(root));
  settings({ do_lower_case: false, tokenizer_class: 'PreTrainedTokenizerFast' });
  expect(await read('Bank')).toEqual([6]);
  settings({ do_lower_case: false, tokenizer_class: 'BertTokenizer' });
  expect(await read('Bank')).toEqual([1]);
});

test('GPT-2 files have special tokens where the settings ask for them', async () => {
  writeFileSync(join(dir, 'vocab.json'), '{"a": 0, "<|endoftext|>": 1, "Ġa": 2, "Ġ": 3}');
  writeFileSync(join(dir, 'merges.txt'), 'Ġ a\n');
  const specialTokens = async (value: object): Promise<unknown> => {
    settings(value);
    return (await loadTokenizer((await readTokenizerFiles(dir, 'gpt', null)).files[TOKENIZER_FILE] ?? '')).specialTokens;
  };
  expect(await specialTokens({})).toEqual({ before: [], after: [] });
  expect(await specialTokens({ add_bos_token: true })).toEqual({ before: [1], after: [] });
  expect(await specialTokens({ add_eos_token: true, eos_token: { content: '<|endoftext|>' } })).toEqual({ before: [], after: [1] });
});
