import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { loadTokenizer, TOKENIZER_FILE, type LoadedTokenizer } from '../../tokenizers/load-tokenizer';
import { convertModel } from '../convert';
import { readTokenizerFiles } from '../tokenizer-files';

interface Folder {
  readonly model: string;
  readonly file: string;
  readonly files: Readonly<Record<string, object>>;
  readonly nIds: number;
  readonly marks: readonly [before: readonly number[], after: readonly number[]];
  readonly cases: readonly (readonly [text: string, ids: readonly number[], offsets: readonly number[]])[];
}

/** What transformers 5.24 makes of models that sentencepiece 0.2.3 trained (tools/golden/sentencepiece_models.py). */
const golden = resolve(import.meta.dirname, '../golden/sentencepiece');
const folders = JSON.parse(readFileSync(join(golden, 'families.json'), 'utf8')) as readonly Folder[];
const modelBytes = (model: string): Buffer => gunzipSync(readFileSync(join(golden, `${model}.model.gz`)));

let dir: string;
beforeEach(() => { dir = mkdtempSync(join(tmpdir(), 'contexture-sentencepiece-')); });
afterEach(() => { rmSync(dir, { recursive: true }); });

/** Python counts these, the tokenizer's pieces UTF-16. */
const codePoints = (text: string, end: number): number => [...text.slice(0, end)].length;
const write = (name: string, value: object): void => { writeFileSync(join(dir, name), JSON.stringify(value)); };
async function load(vocabSize: number | null): Promise<LoadedTokenizer> {
  const { kind, files } = await readTokenizerFiles(dir, 'bert', vocabSize);
  expect(kind).toBe('unigram');
  return loadTokenizer(files[TOKENIZER_FILE] ?? '');
}

describe('a folder with a model file of SentencePiece alone', () => {
  test.each(folders.map((folder) => [`${folder.file} (${folder.model}) ${JSON.stringify(folder.files)}`, folder] as const))('%s: ids, offsets and special tokens are those of transformers', async (_, folder) => {
    writeFileSync(join(dir, folder.file), modelBytes(folder.model));
    for (const [name, value] of Object.entries(folder.files)) write(name, value);
    const tokenizer = await load(folder.nIds);
    expect(tokenizer.nIds).toBe(folder.nIds);
    const found = await tokenizer.encode(folder.cases.map(([text]) => text));
    expect(found.map(({ ids, pieces }, i) => {
      const text = folder.cases[i]?.[0] ?? '';
      return [text, ids, pieces.flatMap(({ charStart, charEnd }) => [codePoints(text, charStart), codePoints(text, charEnd)])];
    })).toEqual(folder.cases);
    expect([tokenizer.specialTokens.before, tokenizer.specialTokens.after]).toEqual(folder.marks);
  });
});

describe('a DeBERTa folder with spm.model in place of tokenizer.json', () => {
  const checkpoint = resolve(import.meta.dirname, '../golden/checkpoints/deberta-v2');
  const json = JSON.parse(readFileSync(join(checkpoint, TOKENIZER_FILE), 'utf8')) as { readonly model: { readonly vocab: readonly (readonly [string, number])[] } };
  const { vocab } = json.model;

  test('is imported, with the same ids', async () => {
    const [source, out] = [join(dir, 'source'), join(dir, 'out')];
    mkdirSync(source);
    for (const name of ['config.json', 'model.safetensors']) copyFileSync(join(checkpoint, name), join(source, name));
    // [MASK] is the row behind the pieces, as in the published models.
    const pieces = vocab.slice(0, -1).map(([piece, score], id): ModelPiece => [piece, score, id === 1 ? 2 : id < 4 ? 3 : 1]);
    writeFileSync(join(source, 'spm.model'), modelFile(pieces, { 40: 1 }));
    const card = await convertModel(source, out, { id: 'tiny', name: 'Tiny', licence: 'MIT', source: 'Made by a test.', madeBy: 'vitest' }, { precision: 'float32' });
    expect(card).toMatchObject({ kind: 'bert', tokenizer: 'unigram' });
    const [made, known] = [await loadTokenizer(readFileSync(join(out, TOKENIZER_FILE), 'utf8')), await loadTokenizer(JSON.stringify(json))];
    const texts = ['the bank by a river.', 'a[MASK]the bank', '  two  words', ''];
    expect((await made.encode(texts)).map(({ ids }) => ids)).toEqual((await known.encode(texts)).map(({ ids }) => ids));
    expect([made.specialTokens, made.nIds, made.padId]).toEqual([known.specialTokens, vocab.length, 0]);
  });

  test('special words that the model has no rows for are tokenized like other text', async () => {
    writeFileSync(join(dir, 'spm.model'), modelBytes('deberta'));
    write('config.json', { model_type: 'deberta-v2' });
    expect((await load(297)).idOf('[MASK]')).toBeNull();
    expect((await load(298)).idOf('[MASK]')).toBe(297);
    write('tokenizer_config.json', { cls_token: '<new>' });
    await expect(load(297)).rejects.toThrow(/wants a cls_token around every text, which spm\.model does not have/);
  });
});

describe('what file or settings say and transformers does not follow is refused', () => {
  const bytes = Array.from({ length: 256 }, (_, byte): ModelPiece => [`<0x${byte.toString(16).toUpperCase().padStart(2, '0')}>`, 0, 6]);
  const llama: readonly ModelPiece[] = [['<unk>', 0, 2], ['<s>', 0, 3], ['</s>', 0, 3], ...bytes, ['▁', -1, 1], ['a', -2, 1]];
  const albert: readonly ModelPiece[] = [['<pad>', 0, 3], ['<unk>', 0, 2], ['[CLS]', 0, 3], ['[SEP]', 0, 3], ['▁', -1, 1], ['a', -2, 1]];
  const [BPE, UNIGRAM] = [{ 3: 2, 35: 1 }, { 40: 1 }];
  const asLlama = { tokenizer_class: 'LlamaTokenizer' };
  const more = (piece: ModelPiece): readonly ModelPiece[] => [...llama, piece];

  test.each<[string, Uint8Array, RegExp, object?]>([
    ['spiece.model', modelFile(albert, { ...UNIGRAM, 35: 1 }), /says byte_fallback true, which transformers does not follow for ALBERT/],
    ['spiece.model', modelFile(albert, { ...UNIGRAM, 24: 1 }), /says treat_whitespace_as_suffix true/],
    ['spiece.model', modelFile(albert, UNIGRAM, { 3: 0 }), /says add_dummy_prefix false/],
    ['spiece.model', modelFile(albert, UNIGRAM, { 4: 0 }), /says remove_extra_whitespaces false/],
    ['spiece.model', modelFile(albert, UNIGRAM, { 5: 0 }), /says escape_whitespaces false/],
    ['spiece.model', modelFile(albert.slice(1), UNIGRAM), /has its unknown piece at 0, where ALBERT has it at 1/],
    ['spiece.model', modelFile(albert.slice(2), UNIGRAM), /has no piece for what is unknown/],
    ['spiece.model', modelFile(albert, UNIGRAM), /tokenizer_config\.json has another unk_id/, { unk_id: 3 }],
    ['sentencepiece.bpe.model', modelFile([['<unk>', 0, 2], ['a', -1, 1], ['</s>', 0, 3], ['b', -2, 1]], {}), /has the piece "a" where such a model has a special word/, { tokenizer_class: 'XLMRobertaTokenizer' }],
    ['spiece.model', modelFile(albert, { ...UNIGRAM, 3: 2 }), /is not a Unigram model/],
    ['spiece.model', modelFile([...albert, ['a', -3, 1]], UNIGRAM), /holds the piece "a" twice/],
    ['spiece.model', modelFile([...albert, ['b', -3, 5]], UNIGRAM), /marks the piece "b" as unused/],
    ['spiece.model', modelFile([...albert, ['b', NaN, 1]], UNIGRAM), /gives the piece "b" no score/],
    ['spiece.model', modelFile([...albert, ['b'.repeat(300), -3, 1]], UNIGRAM), /holds a piece of 300 characters/],
    ['spiece.model', Uint8Array.of(0xff, 0xff, 0xff), /spiece\.model is not a model of SentencePiece, or it is damaged/],
    ['spiece.model', new Uint8Array(), /holds no pieces/],
    ['spiece.model', modelFile(albert, UNIGRAM), /its remove_space is false, which transformers does not follow/, { remove_space: false }],
    ['spiece.model', modelFile(albert, UNIGRAM), /its do_lower_case is neither true nor false/, { do_lower_case: 'yes' }],
    ['spiece.model', modelFile(albert, UNIGRAM), /its split_by_punct is true/, { split_by_punct: true }],
    ['spiece.model', modelFile(albert, UNIGRAM), /its add_bos_token is true/, { add_bos_token: true }],
    ['spiece.model', modelFile(albert, UNIGRAM), /its vocab_type is not "spm"/, { vocab_type: 'gpt2' }],
    ['spiece.model', modelFile(albert, UNIGRAM), /its sp_model_kwargs is not empty/, { sp_model_kwargs: { enable_sampling: true } }],
    ['spiece.model', modelFile(albert, UNIGRAM), /its split_special_tokens is true/, { split_special_tokens: true }],
    ['spiece.model', modelFile(albert, UNIGRAM), /has a spiece\.model but neither tokenizer\.json nor the tokenizer\.model of such a model/, asLlama],
    ['spiece.model', modelFile(albert, UNIGRAM), /can be read for XLM-R, CamemBERT, ALBERT, DeBERTa, Llama, Gemma and Mistral only, not for "XLNetTokenizer"/, { tokenizer_class: 'XLNetTokenizer' }],
    ['sentencepiece.model', modelFile(albert, UNIGRAM), /has a sentencepiece\.model but neither tokenizer\.json nor the spiece\.model/],
    ['tokenizer.model', modelFile(llama, BPE), /says remove_extra_whitespaces true, which transformers does not follow for Llama/, asLlama],
    ['tokenizer.model', modelFile(llama, { 3: 2 }, { 4: 0 }), /says byte_fallback false/, asLlama],
    ['tokenizer.model', modelFile(llama.filter(([piece]) => piece !== '<0x00>'), BPE, { 4: 0 }), /has pieces for 255 bytes, not for all 256/, asLlama],
    ['tokenizer.model', modelFile(llama, BPE, { 4: 0 }, Uint8Array.of(1, 2)), /has a precompiled_charsmap/, asLlama],
    ['tokenizer.model', modelFile(more(['b', -1.5, 1]), BPE, { 4: 0 }), /does not list its pieces by their scores/, asLlama],
    ['tokenizer.model', modelFile(more(['<x>', 0, 4]), BPE, { 4: 0 }), /additional_special_tokens without "<x>", which tokenizer\.model never cuts/, { ...asLlama, additional_special_tokens: ['<y>'] }],
    ['tokenizer.model', modelFile(llama, BPE, { 4: 0 }), /says add_dummy_prefix true, which transformers does not follow for Gemma/, { tokenizer_class: 'GemmaTokenizer' }],
    ['tokenizer.model', modelFile(llama, BPE, { 3: 0, 4: 0 }), /its legacy is true/, { tokenizer_class: 'GemmaTokenizer', legacy: true }],
    ['tokenizer.model', modelFile(llama, BPE), /its add_prefix_space is false, which transformers does not follow/, { tokenizer_class: 'TokenizersBackend', add_prefix_space: false }],
    ['tokenizer.model', modelFile(llama, { ...BPE, 40: 1 }), /has another unknown piece than its unk_id 1 and its unk_piece say/, { tokenizer_class: 'TokenizersBackend' }],
    ['tokenizer.model', modelFile(llama, BPE, { 4: 0 }), /The added token "<x>" has the id 9, which tokenizer\.model gives to another one/, { ...asLlama, added_tokens_decoder: { 9: { content: '<x>' } } }],
  ])('%s: #%#', async (name, content, reason, settings = {}) => {
    writeFileSync(join(dir, name), content);
    write('config.json', { model_type: 'albert' });
    write('tokenizer_config.json', settings);
    await expect(readTokenizerFiles(dir, 'bert', null)).rejects.toThrow(reason);
  });
});

type ModelPiece = readonly [piece: string, score: number, type: number];

/** A model file: pieces, and numbers of the trainer's and the normaliser's specification by their field. */
function modelFile(pieces: readonly ModelPiece[], trainer: Readonly<Record<number, number>>, normalizer: Readonly<Record<number, number>> = {}, charsmap = new Uint8Array()): Uint8Array {
  const numbers = (fields: Readonly<Record<number, number>>): Buffer => Buffer.concat(Object.entries(fields).flatMap(([field, value]) => [varint(8 * Number(field)), varint(value)]));
  const score = (value: number): Buffer => { const bytes = Buffer.alloc(5, 0x15); bytes.writeFloatLE(value, 1); return bytes; };
  return Buffer.concat([
    ...pieces.map(([piece, value, type]) => delimited(1, Buffer.concat([delimited(1, Buffer.from(piece)), score(value), numbers({ 3: type })]))),
    delimited(2, numbers(trainer)), delimited(3, Buffer.concat([numbers(normalizer), ...(charsmap.length > 0 ? [delimited(2, charsmap)] : [])])),
  ]);
}

function delimited(field: number, bytes: Uint8Array): Buffer {
  return Buffer.concat([varint(8 * field + 2), varint(bytes.length), bytes]);
}

function varint(value: number): Buffer {
  return value < 128 ? Buffer.of(value) : Buffer.concat([Buffer.of(128 | (value & 127)), varint(value >>> 7)]);
}
