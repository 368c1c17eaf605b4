import { cpSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Failure } from '@contract/failure';
import { inspectModel } from './inspect';
import { findLicence } from './licence';
import { suggestName } from './suggest-name';

const goldenDir = resolve(import.meta.dirname, 'golden/checkpoints');
let dir: string;
beforeEach(() => { dir = mkdtempSync(join(tmpdir(), 'contexture-inspect-')); });
afterEach(() => { rmSync(dir, { recursive: true }); });

function copyOf(name: string, as = name): string {
  const copy = join(dir, as);
  cpSync(join(goldenDir, name), copy, { recursive: true });
  return copy;
}

const sizesOf = (folder: string, pattern: RegExp) => readdirSync(folder).filter((name) => pattern.test(name)).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);

describe('what lies at a path', () => {
  test.each([
    ['bert', 'BERT, 2 blocks, 24 wide'], ['distilbert', 'DistilBERT, 2 blocks, 24 wide'], ['electra', 'ELECTRA, 2 blocks, 24 wide'], ['roberta', 'RoBERTa, 2 blocks, 24 wide'],
    ['xlm-roberta', 'XLM-R, 2 blocks, 24 wide'], ['gpt2', 'GPT-2, 2 blocks, 24 wide'], ['onnx-bert', 'ONNX (bert), 2 hidden states, 16 wide'],
  ])('%s: %s', async (name, description) => {
    const folder = join(goldenDir, name);
    expect(await inspectModel(folder)).toEqual({ name, id: name, description, isStatic: false, nWords: null, licence: null, nBytes: sizesOf(folder, /^(?!hidden-states)/) });
  });

  test('a sentence-transformers folder, by its transformer', async () => {
    expect(await inspectModel(join(goldenDir, 'sentence-bert'))).toMatchObject({ name: 'sentence-bert', description: 'BERT, 1 block, 16 wide' });
  });

  test('a file of a model stands for its folder', async () => {
    const folder = copyOf('bert', 'My Model');
    for (const name of ['config.json', 'model.safetensors', 'tokenizer_config.json']) {
      expect(await inspectModel(join(folder, name))).toMatchObject({ name: 'My Model', id: 'my-model', description: 'BERT, 2 blocks, 24 wide' });
    }
    expect(await inspectModel(join(copyOf('onnx-bert'), 'model.onnx'))).toMatchObject({ description: 'ONNX (bert), 2 hidden states, 16 wide' });
  });

  test('a graph in a sub-folder, as on the hub, belongs to the tokenizer files above it', async () => {
    const folder = copyOf('onnx-bert', 'hub-model');
    mkdirSync(join(folder, 'onnx'));
    renameSync(join(folder, 'model.onnx'), join(folder, 'onnx/model.onnx'));
    writeFileSync(join(folder, 'onnx/model_quantized.onnx'), '');
    for (const path of [folder, join(folder, 'onnx/model.onnx')]) expect(await inspectModel(path)).toMatchObject({ name: 'hub-model', description: 'ONNX (bert), 2 hidden states, 16 wide' });
  });

  test('a file of word vectors', async () => {
    const path = join(dir, 'my.vectors.txt');
    writeFileSync(path, 'the 0.5 1 2\nof 1 2 3\nbank 3 4 5\n');
    expect(await inspectModel(path)).toEqual({ name: 'my.vectors', id: 'my.vectors', description: 'GloVe, 3 wide', isStatic: true, nWords: null, licence: null, nBytes: 32 });
  });

  test.each<[string, () => string, RegExp]>([
    ['nothing', () => join(dir, 'absent'), /nothing at “absent”/],
    ['an empty folder', () => dir, /neither a transformer .* nor an ELMo model/],
    ['weights without settings', () => { const folder = copyOf('bert'); rmSync(join(folder, 'config.json')); return join(folder, 'model.safetensors'); }, /model\.safetensors alone does not say/],
    ['settings without weights', () => { const folder = copyOf('bert'); rmSync(join(folder, 'model.safetensors')); return folder; }, /neither model\.safetensors nor pytorch_model\.bin/],
    ['weights of JAX', () => { const folder = copyOf('bert'); renameSync(join(folder, 'model.safetensors'), join(folder, 'flax_model.msgpack')); return folder; }, /only as flax_model\.msgpack/],
    ['two graphs', () => { const folder = copyOf('onnx-bert'); renameSync(join(folder, 'model.onnx'), join(folder, 'a.onnx')); cpSync(join(folder, 'a.onnx'), join(folder, 'b.onnx')); return folder; }, /2 \.onnx files; choose one/],
    ['ELMo weights without options', () => { writeFileSync(join(dir, 'weights.hdf5'), ''); return dir; }, /0 options\.json and 1 \.hdf5 files/],
    ['an unknown architecture', () => { const folder = copyOf('bert'); writeFileSync(join(folder, 'config.json'), '{"model_type": "t5"}'); return folder; }, /model_type is "t5"/],
  ])('%s is refused with the reason', async (_, prepare, reason) => {
    const path = prepare();
    await expect(inspectModel(path)).rejects.toThrow(reason);
    await expect(inspectModel(path)).rejects.toThrow(Failure);
  });
});

describe('licences', () => {
  test.each([
    ['---\nlanguage: en\nlicense: apache-2.0\ntags:\n- x\n---\n# Model\nlicense: none', 'apache-2.0'],
    ['---\r\nlicense: "mit" # as stated\r\n---\r\n', 'mit'],
    ['---\nlicense:\n- mit\n- cc-by-4.0\n---\n', 'mit, cc-by-4.0'],
    ['---\nlicense: other\nlicense_name: my-own\n---\n', 'my-own'],
    ['---\nlanguage: en\n---\nlicense: mit\n', null],
    ['license: mit\n', null],
  ])('README.md %j says %j', async (readme, licence) => {
    writeFileSync(join(dir, 'README.md'), readme);
    expect(await findLicence(dir)).toBe(licence);
  });

  test('else the first line of a licence file, shortened', async () => {
    writeFileSync(join(dir, 'README.md'), '# Model');
    writeFileSync(join(dir, 'LICENSE.txt'), `\n\n  ${'MIT License '.repeat(30)}\nCopyright`);
    expect(await findLicence(dir)).toMatch(/^MIT License .{100,107}…$/);
    rmSync(join(dir, 'LICENSE.txt'));
    expect(await findLicence(dir)).toBeNull();
  });
});

test.each<[string, boolean, string, string]>([
  ['/models/bert-base-uncased', false, 'bert-base-uncased', 'bert-base-uncased'],
  ['/models/Müßig Modell (2)', false, 'Müßig Modell (2)', 'mu-ig-modell-2'],
  ['/hub/models--google-bert--bert-base-cased/snapshots/0a1b', false, 'bert-base-cased', 'bert-base-cased'],
  ['/models/st/0_Transformer', false, 'st', 'st'],
  ['/data/wiki.en.vec.gz', true, 'wiki.en', 'wiki.en'],
  ['/data/日本語', false, '日本語', 'model'],
])('%s is called %s', (path, isFile, name, id) => {
  const suggested = suggestName(path, isFile);
  expect(suggested.name).toBe(name);
  expect(suggested.id).toBe(id);
  expect(suggested.id).toMatch(/^[a-z0-9][a-z0-9._-]*$/);
});
