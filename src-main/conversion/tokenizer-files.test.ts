import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { loadTokenizer, TOKENIZER_FILE } from '../tokenizers/load-tokenizer';
import { readTokenizerFiles } from './tokenizer-files';

/** What transformers 5.24 makes of a model that sentencepiece 0.2.3 trained (tools/golden/sentencepiece_models.py). */
const golden = resolve(import.meta.dirname, 'golden/sentencepiece');
const unzip = (name: string): Buffer => gunzipSync(readFileSync(join(golden, name)));

/** One piece, "a", and the type of a BPE model. */
const BPE_MODEL = Uint8Array.of(0x0a, 3, 0x0a, 1, 0x61, 0x12, 2, 0x18, 2);

interface Golden {
  readonly marks: readonly number[];
  readonly cases: readonly (readonly [text: string, ids: readonly number[], offsets: readonly number[]])[];
}

let dir: string;
beforeEach(() => { dir = mkdtempSync(join(tmpdir(), 'contexture-tokenizer-')); });
afterEach(() => { rmSync(dir, { recursive: true }); });

describe('a folder with sentencepiece.bpe.model alone', () => {
  test.each([['xlm-roberta', {}], ['camembert', { tokenizer_class: 'CamembertTokenizer' }]])('%s: ids, offsets and marks are those of transformers', async (family, settings) => {
    const { marks, cases } = JSON.parse(readFileSync(join(golden, `${family}.json`), 'utf8')) as Golden;
    writeFileSync(join(dir, 'sentencepiece.bpe.model'), unzip('unigram.model.gz'));
    writeFileSync(join(dir, 'config.json'), JSON.stringify({ model_type: family, ...settings }));
    const { kind, files } = await readTokenizerFiles(dir, 'bert', 41);
    expect(kind).toBe('unigram');
    const tokenizer = await loadTokenizer(files[TOKENIZER_FILE] ?? '');
    const found = await tokenizer.encode(cases.map(([text]) => text));
    expect(found.map(({ ids, pieces }, i) => [cases[i]?.[0], ids, pieces.flatMap(({ charStart, charEnd }) => [charStart, charEnd])])).toEqual(cases);
    expect([...tokenizer.marks.before, ...tokenizer.marks.after]).toEqual(marks);
    expect(tokenizer.padId).toBe(1);
  });

  test.each<[string, string, Uint8Array, RegExp]>([
    ['another family', 'bert', new Uint8Array(), /can be read for XLM-R and CamemBERT only, not for "bert"/],
    ['a BPE model', 'xlm-roberta', BPE_MODEL, /is not a Unigram model/],
    ['a damaged file', 'xlm-roberta', Uint8Array.of(0xff, 0xff, 0xff), /is not a model of SentencePiece, or it is damaged/],
    ['an empty file', 'xlm-roberta', new Uint8Array(), /holds no pieces/],
  ])('%s is refused', async (_, family, bytes, reason) => {
    writeFileSync(join(dir, 'sentencepiece.bpe.model'), bytes);
    writeFileSync(join(dir, 'config.json'), JSON.stringify({ model_type: family }));
    await expect(readTokenizerFiles(dir, 'bert', null)).rejects.toThrow(reason);
  });

  test('other files of SentencePiece are named', async () => {
    writeFileSync(join(dir, 'spiece.model'), BPE_MODEL);
    await expect(readTokenizerFiles(dir, 'bert', null)).rejects.toThrow(/has a spiece\.model but no tokenizer\.json/);
  });
});

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
