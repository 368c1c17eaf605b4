import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { convertModel } from './convert';
import { cardJson, mergeCard } from '../model-format/model-folder';

const text = { id: 'tiny', name: 'Tiny', licence: 'MIT', source: 'Made by a test.', madeBy: 'vitest' };
const config = {
  model_type: 'bert', vocab_size: 7, hidden_size: 4, num_hidden_layers: 1, num_attention_heads: 2, intermediate_size: 6, hidden_act: 'gelu', max_position_embeddings: 5, type_vocab_size: 2,
};
const shapes = new Map<string, readonly number[]>([
  ['embeddings.word_embeddings.weight', [7, 4]], ['embeddings.position_embeddings.weight', [5, 4]], ['embeddings.token_type_embeddings.weight', [2, 4]],
  ...['query', 'key', 'value'].flatMap((part) => linear(`attention.self.${part}`, 4, 4)), ...linear('attention.output.dense', 4, 4),
  ...linear('intermediate.dense', 6, 4), ...linear('output.dense', 4, 6),
  ...['embeddings.LayerNorm', 'encoder.layer.0.attention.output.LayerNorm', 'encoder.layer.0.output.LayerNorm'].flatMap((name): [string, number[]][] => [[`${name}.weight`, [4]], [`${name}.bias`, [4]]]),
]);
const pieces = ['[PAD]', '[UNK]', '[CLS]', '[SEP]', '[MASK]', 'a', '##b'];

function linear(name: string, nOut: number, nIn: number): [string, number[]][] {
  return [[`encoder.layer.0.${name}.weight`, [nOut, nIn]], [`encoder.layer.0.${name}.bias`, [nOut]]];
}

let dir: string;
let source: string;
let out: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'contexture-convert-'));
  source = join(dir, 'source');
  out = join(dir, 'out');
  mkdirSync(source);
});
afterEach(() => { rmSync(dir, { recursive: true }); });

function writeBert(changes: { readonly shapes?: ReadonlyMap<string, readonly number[]>; readonly config?: object } = {}): void {
  let end = 0;
  const header = Object.fromEntries([...(changes.shapes ?? shapes)].map(([name, shape]) => {
    const begin = end;
    end += 4 * shape.reduce((product, n) => product * n, 1);
    return [name, { dtype: 'F32', shape, data_offsets: [begin, end] }];
  }));
  const json = Buffer.from(JSON.stringify(header));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(json.length));
  const data = new Float32Array(end / 4).map((_, i) => Math.sin(i));
  writeFileSync(join(source, 'model.safetensors'), Buffer.concat([length, json, new Uint8Array(data.buffer)]));
  writeFileSync(join(source, 'config.json'), JSON.stringify({ ...config, ...changes.config }));
  writeFileSync(join(source, 'vocab.txt'), pieces.join('\n'));
  writeFileSync(join(source, 'tokenizer_config.json'), '{"do_lower_case": false}');
}

/** Overwrites the last number of the position table. */
function spoil(value: number): void {
  const path = join(source, 'model.safetensors');
  const bytes = readFileSync(path);
  const start = 8 + Number(bytes.readBigUInt64LE(0));
  bytes.writeFloatLE(value, start + 4 * (28 + 19));
  writeFileSync(path, bytes);
}

const convert = () => convertModel(source, out, text, { precision: 'float16' });

describe('conversion of a folder', () => {
  test('a BERT folder: files, digests, counted parameters', async () => {
    writeBert();
    const card = await convert();
    expect(card).toMatchObject({ ...text, kind: 'bert', nLayers: 2, dim: 4, tokenizer: 'wordpiece', maxTokens: 5 });
    expect(card.nParameters).toBe([...shapes.values()].reduce((sum, shape) => sum + shape.reduce((product, n) => product * n, 1), 0));
    expect(Object.keys(card.files)).toEqual(['config.json', 'encoder.onnx', 'tokenizer.json', 'weights.bin']);
    for (const [name, { sha256, nBytes }] of Object.entries(card.files)) {
      expect(createHash('sha256').update(readFileSync(join(out, name))).digest('hex')).toBe(sha256);
      expect(statSync(join(out, name)).size).toBe(nBytes);
    }
    expect(readFileSync(join(out, 'model.json'), 'utf8')).toBe(cardJson(card));
    expect(JSON.parse(readFileSync(join(out, 'tokenizer.json'), 'utf8'))).toMatchObject({ normalizer: { lowercase: false, strip_accents: null, handle_chinese_chars: true } });
  });

  test('the same folder twice gives the same bytes, and the older folder is replaced', async () => {
    writeBert();
    const first = await convert();
    writeFileSync(join(out, 'left-over'), 'x');
    expect(await convert()).toEqual(first);
    expect(readdirSync(out)).not.toContain('left-over');
    expect(readdirSync(dir).sort()).toEqual(['out', 'source']);
  });

  const tokenizer = {
    normalizer: { type: 'BertNormalizer', clean_text: true, handle_chinese_chars: false, strip_accents: null, lowercase: true },
    pre_tokenizer: { type: 'BertPreTokenizer' },
    model: {
      type: 'WordPiece',
      unk_token: '[UNK]',
      continuing_subword_prefix: '##',
      max_input_chars_per_word: 100,
      vocab: Object.fromEntries([...pieces.entries()].reverse().map(([id, piece]) => [piece, id])),
    },
  };
  const written = () =>
    JSON.parse(readFileSync(join(out, 'tokenizer.json'), 'utf8')) as {
      readonly normalizer: unknown;
      readonly model: { readonly vocab: unknown };
      readonly added_tokens: readonly { readonly content: string }[];
    };

  test('vocabulary and switches come from tokenizer.json where there is one, unless tokenizer_config.json says otherwise', async () => {
    writeBert();
    writeFileSync(join(source, 'tokenizer.json'), JSON.stringify(tokenizer));
    writeFileSync(join(source, 'tokenizer_config.json'), '{}');
    await convert();
    expect(written()).toMatchObject({ normalizer: tokenizer.normalizer, model: tokenizer.model });
    expect(written().added_tokens.map(({ content }) => content)).toEqual(pieces.slice(0, 5));
    // As in transformers, whatever tokenizer.json says.
    writeFileSync(join(source, 'tokenizer_config.json'), '{"do_lower_case": false, "strip_accents": true}');
    await convert();
    expect(written().normalizer).toEqual({ ...tokenizer.normalizer, lowercase: false, strip_accents: true });
    writeFileSync(join(source, 'tokenizer_config.json'), '{"do_lower_case": "yes"}');
    await expect(convert()).rejects.toThrow(/has a do_lower_case that is neither true nor false/);
    writeFileSync(join(source, 'tokenizer_config.json'), '{}');
    writeFileSync(join(source, 'tokenizer.json'), JSON.stringify({ ...tokenizer, normalizer: { type: 'NFC' } }));
    await convert();
    expect(written().normalizer).toEqual({ type: 'NFC' });
  });

  test.each([[{}, true], [{ do_lower_case: false }, false]])('of vocab.txt alone, settings %j: lower-cased %j, as transformers does, whatever the vocabulary', async (settings, lowercase) => {
    writeBert();
    writeFileSync(join(source, 'vocab.txt'), [...pieces.slice(0, 5), 'A', 'b\u2028c '].join('\r\n'));
    writeFileSync(join(source, 'tokenizer_config.json'), JSON.stringify(settings));
    await convert();
    expect(written()).toMatchObject({ normalizer: { lowercase, strip_accents: null, handle_chinese_chars: true }, model: { vocab: { A: 5, 'b\u2028c': 6 } } });
  });

  test('what is missing or does not fit in the tokenizer files is named', async () => {
    writeBert();
    writeFileSync(join(source, 'vocab.txt'), '[PAD]\n[UNK]\n[CLS]\n[MASK]\na\n');
    await expect(convert()).rejects.toThrow(/The vocabulary has no \[SEP\]/);
    writeFileSync(join(source, 'vocab.txt'), [...pieces.slice(0, 4), 'a'].join('\n'));
    writeFileSync(join(source, 'added_tokens.json'), '{"covid": 6}');
    await expect(convert()).rejects.toThrow(/The added token "covid" has the id 6, which does not follow on the vocabulary/);
    writeFileSync(join(source, 'added_tokens.json'), '{"covid": "6"}');
    await expect(convert()).rejects.toThrow(/added_tokens\.json has an unexpected form/);
    writeFileSync(join(source, 'added_tokens.json'), '{"covid": 5}');
    await convert();
    expect(written().added_tokens.at(-1)).toEqual({ id: 5, content: 'covid', single_word: false, lstrip: false, rstrip: false, normalized: true, special: false });
    rmSync(join(source, 'added_tokens.json'));
    writeFileSync(join(source, 'tokenizer_config.json'), JSON.stringify({ added_tokens_decoder: { 5: { content: 'covid', single_word: true, lstrip: true, special: false } } }));
    await convert();
    expect(written().added_tokens.at(-1)).toEqual({ id: 5, content: 'covid', single_word: true, lstrip: true, rstrip: false, normalized: true, special: false });
  });

  test('a vocab.txt of another tokenizer is not taken for WordPiece', async () => {
    writeBert();
    writeFileSync(join(source, 'tokenizer_config.json'), '{"tokenizer_class": "BertJapaneseTokenizer", "word_tokenizer_type": "mecab"}');
    await expect(convert()).rejects.toThrow(/wants the tokenizer "BertJapaneseTokenizer", which vocab\.txt alone does not describe/);
    writeFileSync(join(source, 'tokenizer_config.json'), '{"tokenizer_class": "BertTokenizer"}');
    expect((await convert()).tokenizer).toBe('wordpiece');
  });

  test('imports keep the precision of the source; progress counts the tensors', async () => {
    writeBert();
    const seen: number[] = [];
    await convertModel(source, out, text, { precision: 'source' }, { onProgress: ({ nDone, nTotal, unit }) => { expect([nTotal, unit]).toEqual([shapes.size, 'tensors']); seen.push(nDone); } });
    expect(seen).toEqual(Array.from({ length: shapes.size }, (_, i) => i + 1));
    // The position table comes first.
    expect(readFileSync(join(out, 'weights.bin')).readFloatLE(0)).toBe(Math.fround(Math.sin(28)));
  });

  test('a cancelled conversion leaves nothing behind', async () => {
    writeBert();
    const cancel = new AbortController();
    const hooks = { signal: cancel.signal, onProgress: ({ nDone }: { nDone: number }) => { if (nDone === 5) cancel.abort(); } };
    await expect(convertModel(source, out, text, { precision: 'source' }, hooks)).rejects.toMatchObject({ code: 'cancelled' });
    expect(readdirSync(dir)).toEqual(['source']);
  });

  test.each<[string, () => void, RegExp]>([
    ['a missing tensor', () => { writeBert({ shapes: new Map([...shapes].filter(([name]) => !name.endsWith('key.bias'))) }); }, /lack "encoder\.layer\.0\.attention\.self\.key\.bias"/],
    ['a tensor of another shape', () => { writeBert({ shapes: new Map([...shapes, ['embeddings.LayerNorm.bias', [5]]]) }); }, /"embeddings\.LayerNorm\.bias" has the shape \[5\] where the settings ask for \[4\]/],
    ['an unknown activation', () => { writeBert({ config: { hidden_act: 'mish' } }); }, /hidden_act is "mish"/],
    ['weights that are not finite', () => { writeBert(); spoil(Number.NaN); }, /the weight embeddings\.position_embeddings\.weight holds values that are not finite/i],
    ['only TensorFlow weights', () => { writeBert(); rmSync(join(source, 'model.safetensors')); writeFileSync(join(source, 'tf_model.h5'), ''); }, /only as tf_model\.h5/],
    ['no weights', () => { writeBert(); rmSync(join(source, 'model.safetensors')); }, /neither model\.safetensors nor pytorch_model\.bin/],
    ['a vocabulary longer than the model', () => { writeBert({ config: { vocab_size: 6 } }); }, /vocabulary has 7 pieces but the model only 6/],
    ['no tokenizer files', () => { writeBert(); rmSync(join(source, 'vocab.txt')); }, /no tokenizer\.json, no vocab\.txt, no vocab\.json/],
    ['an empty folder', () => undefined, /neither a transformer .* nor an ELMo model/],
    ['a damaged ELMo folder', () => { writeFileSync(join(source, 'options.json'), '{}'); writeFileSync(join(source, 'weights.hdf5'), 'x'); }, /lstm is not an object/],
  ])('%s is refused with the reason and leaves nothing behind', async (_, prepare, reason) => {
    prepare();
    await expect(convert()).rejects.toThrow(reason);
    expect(readdirSync(dir)).toEqual(['source']);
  });

  test('a folder that is not there', async () => {
    await expect(convertModel(join(dir, 'absent'), out, text, { precision: 'float16' })).rejects.toMatchObject({ code: 'not-found' });
  });

  test('a background completes the card', async () => {
    writeBert();
    const card = await convert();
    const background = { sampleSha256: 'ab', nOccurrences: 1, nPairs: 2, seed: 3, meanCosine: { mean: [0.1], first: [0.2], last: [0.3], sentence: [0.4] }, ghostR2: [1] };
    expect(mergeCard(card, background)).toEqual({ ...card, background });
  });
});
