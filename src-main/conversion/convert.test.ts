import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { convertModel } from './convert';
import { mergeCard } from './model-folder';

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

const convert = () => convertModel(source, out, text, { precision: 'float16' });

describe('conversion of a folder', () => {
  test('a BERT folder: files, digests, counted parameters', async () => {
    writeBert();
    const card = await convert();
    expect(card).toMatchObject({ ...text, kind: 'bert', nLayers: 2, dim: 4, tokenizer: 'wordpiece', maxTokens: 5 });
    expect(card.nParameters).toBe([...shapes.values()].reduce((sum, shape) => sum + shape.reduce((product, n) => product * n, 1), 0));
    expect(Object.keys(card.files)).toEqual(['config.json', 'encoder.onnx', 'tokenizer_config.json', 'vocab.txt', 'weights.bin']);
    for (const [name, { sha256, nBytes }] of Object.entries(card.files)) {
      expect(createHash('sha256').update(readFileSync(join(out, name))).digest('hex')).toBe(sha256);
      expect(statSync(join(out, name)).size).toBe(nBytes);
    }
    expect(JSON.parse(readFileSync(join(out, 'model.json'), 'utf8'))).toEqual(card);
    expect(JSON.parse(readFileSync(join(out, 'tokenizer_config.json'), 'utf8'))).toMatchObject({ do_lower_case: false, strip_accents: null, tokenize_chinese_chars: true });
  });

  test('the same folder twice gives the same bytes, and the older folder is replaced', async () => {
    writeBert();
    const first = await convert();
    writeFileSync(join(out, 'left-over'), 'x');
    expect(await convert()).toEqual(first);
    expect(readdirSync(out)).not.toContain('left-over');
    expect(readdirSync(dir).sort()).toEqual(['out', 'source']);
  });

  test('vocabulary and switches come from tokenizer.json where there is one', async () => {
    writeBert();
    const tokenizer = {
      normalizer: { type: 'BertNormalizer', clean_text: true, handle_chinese_chars: false, strip_accents: null, lowercase: true },
      pre_tokenizer: { type: 'BertPreTokenizer' },
      model: { type: 'WordPiece', continuing_subword_prefix: '##', max_input_chars_per_word: 100, vocab: Object.fromEntries([...pieces.entries()].reverse().map(([id, piece]) => [piece, id])) },
    };
    writeFileSync(join(source, 'tokenizer.json'), JSON.stringify(tokenizer));
    await convert();
    expect(readFileSync(join(out, 'vocab.txt'), 'utf8')).toBe(`${pieces.join('\n')}\n`);
    expect(JSON.parse(readFileSync(join(out, 'tokenizer_config.json'), 'utf8'))).toMatchObject({ do_lower_case: true, tokenize_chinese_chars: false });
    writeFileSync(join(source, 'tokenizer.json'), JSON.stringify({ ...tokenizer, model: { ...tokenizer.model, vocab: { a: 0, b: 0 } } }));
    await expect(convert()).rejects.toThrow(/tokenizer\.json has an unexpected form/);
    writeFileSync(join(source, 'tokenizer.json'), JSON.stringify({ ...tokenizer, normalizer: { type: 'NFC' } }));
    await expect(convert()).rejects.toThrow(/does not describe a BERT tokenizer/);
  });

  test.each<[string, () => void, RegExp]>([
    ['a missing tensor', () => { writeBert({ shapes: new Map([...shapes].filter(([name]) => !name.endsWith('key.bias'))) }); }, /lack "encoder\.layer\.0\.attention\.self\.key\.bias"/],
    ['a tensor of another shape', () => { writeBert({ shapes: new Map([...shapes, ['embeddings.LayerNorm.bias', [5]]]) }); }, /"embeddings\.LayerNorm\.bias" has the shape \[5\] where the settings ask for \[4\]/],
    ['an unknown activation', () => { writeBert({ config: { hidden_act: 'silu' } }); }, /hidden_act is "silu"/],
    ['a vocabulary longer than the model', () => { writeBert({ config: { vocab_size: 6 } }); }, /vocabulary has 7 pieces but the model only 6/],
    ['no tokenizer files', () => { writeBert(); rmSync(join(source, 'vocab.txt')); }, /no tokenizer\.json and no vocab\.txt/],
    ['an empty folder', () => undefined, /neither an ELMo model .* nor a BERT model/],
    ['a damaged ELMo folder', () => { writeFileSync(join(source, 'options.json'), '{}'); writeFileSync(join(source, 'weights.hdf5'), 'x'); }, /lstm is not an object/],
  ])('%s is refused with the reason and leaves nothing behind', async (_, prepare, reason) => {
    prepare();
    await expect(convert()).rejects.toThrow(reason);
    expect(readdirSync(dir)).toEqual(['source']);
  });

  test('a folder that is not there', async () => {
    await expect(convertModel(join(dir, 'absent'), out, text, { precision: 'float16' })).rejects.toMatchObject({ code: 'io' });
  });

  test('a background completes the card', async () => {
    writeBert();
    const card = await convert();
    const background = { sampleSha256: 'ab', nOccurrences: 1, nPairs: 2, seed: 3, meanCosine: { mean: [0.1], first: [0.2], last: [0.3] }, ghostR2: [1] };
    expect(mergeCard(card, background)).toEqual({ ...card, background });
  });
});
