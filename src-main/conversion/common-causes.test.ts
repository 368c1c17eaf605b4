import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { convertModel } from './convert';
import { readTransformerConfig } from './transformers/parse-config';

const golden = resolve(import.meta.dirname, 'golden');
let dir = '';
let source = '';
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'contexture-causes-'));
  source = join(dir, 'source');
});
afterEach(() => { rmSync(dir, { recursive: true }); });

const convert = (path: string): Promise<unknown> => convertModel(path, join(dir, 'out'), { id: 'tiny', name: 'Tiny', licence: 'MIT', source: 'A test.', madeBy: 'vitest' }, { precision: 'source' });

describe.each([
  ['a web page', `<!DOCTYPE html>\n<html><body>${'Log in '.repeat(400)}</body></html>`, /is a web page that was saved in the place of the file/],
  ['an answer of the hub', 'Entry not found', /holds the answer of a server that did not give the file \(“Entry not found”\)/],
  ['a git-lfs pointer', 'version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n', /is a git-lfs pointer/],
])('%s', (_, content, reason) => {
  test.each([
    ['checkpoints/bert', 'model.safetensors'], ['checkpoints/bert', 'vocab.txt'], ['checkpoints/bert', 'config.json'], ['checkpoints/distilbert', 'pytorch_model.bin'], ['checkpoints/gpt2', 'tokenizer.json'],
    ['checkpoints/roberta', 'merges.txt'], ['checkpoints/roberta', 'model-00001-of-00002.safetensors'], ['elmo-clips', 'weights.hdf5'], ['ulmfit/both', 'forward.pth'], ['ulmfit/both', 'itos.pkl'], ['ulmfit/encoder', 'encoder.safetensors'], ['checkpoints/sentence-bert', '1_Pooling/config.json'],
  ])('in the place of %s/%s is named', async (folder, file) => {
    cpSync(join(golden, folder), source, { recursive: true });
    writeFileSync(join(source, file), content);
    await expect(convert(source)).rejects.toThrow(reason);
  });

  test('in the place of word vectors is named', async () => {
    writeFileSync(join(dir, 'glove.txt'), content);
    await expect(convert(join(dir, 'glove.txt'))).rejects.toThrow(reason);
  });
});

test.each<[string, readonly string[], RegExp]>([
  ['a folder of the hub’s cache', ['refs', 'blobs', 'snapshots'], /Hugging Face cache; choose the folder inside its “snapshots”/],
  ['an adapter', ['adapter_config.json', 'adapter_model.safetensors'], /an adapter, not a model/],
  ['a pipeline of spaCy', ['config.cfg', 'meta.json'], /a pipeline of spaCy/],
  ['parts without their list', ['config.json', 'model-00001-of-00002.safetensors'], /model-00001-of-00002\.safetensors, a part of the weights, but no list of the parts; add model\.safetensors\.index\.json/],
  ['weights of another name', ['config.json', 'model.fp16.safetensors'], /only under the name model\.fp16\.safetensors; call the file model\.safetensors/],
  ['weights of another program', ['llama.Q4_K_M.gguf'], /llama\.Q4_K_M\.gguf, which is not read here/],
  ['weights of TensorFlow', ['config.json', 'tf_model.h5'], /only as tf_model\.h5/],
])('%s is told', async (_, names, reason) => {
  mkdirSync(source);
  for (const name of names) writeFileSync(join(source, name), '{}');
  await expect(convert(source)).rejects.toThrow(reason);
});

test.each(['bert', 'distilbert', 'electra', 'roberta', 'xlm-roberta', 'albert', 'mpnet', 'deberta-v2', 'gpt2'])('%s is known by its other settings and files where config.json does not say its type', async (family) => {
  cpSync(join(golden, 'checkpoints', family), source, { recursive: true });
  const config = JSON.parse(readFileSync(join(source, 'config.json'), 'utf8')) as Record<string, unknown>;
  writeFileSync(join(source, 'config.json'), JSON.stringify({ ...config, model_type: undefined, architectures: undefined }));
  expect((await readTransformerConfig(source)).spec.architecture).toBe(family);
});
