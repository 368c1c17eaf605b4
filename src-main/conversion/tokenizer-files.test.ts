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
