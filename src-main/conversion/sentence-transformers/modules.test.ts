import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readSentenceModules } from './modules';

let dir: string;
beforeEach(() => { dir = mkdtempSync(join(tmpdir(), 'contexture-sentence-')); });
afterEach(() => { rmSync(dir, { recursive: true }); });

function write(modules: readonly (readonly [string, string])[], pooling?: object): void {
  writeFileSync(join(dir, 'modules.json'), JSON.stringify(modules.map(([type, path], idx) => ({ idx, name: String(idx), path, type: `sentence_transformers.models.${type}` }))));
  mkdirSync(join(dir, '1_Pooling'), { recursive: true });
  if (pooling !== undefined) writeFileSync(join(dir, '1_Pooling/config.json'), JSON.stringify({ word_embedding_dimension: 384, ...pooling }));
}

const USUAL = [['Transformer', ''], ['Pooling', '1_Pooling']] as const;

test('a folder without modules.json has none', async () => {
  expect(await readSentenceModules(dir)).toBeNull();
});

test.each([
  [{ pooling_mode_mean_tokens: true }, 'mean'], [{ pooling_mode_cls_token: true, pooling_mode_mean_tokens: false }, 'cls'], [{ pooling_mode_max_tokens: true }, 'max'],
  [{ pooling_mode_mean_sqrt_len_tokens: true }, 'mean-sqrt-length'], [{ pooling_mode_weightedmean_tokens: true }, 'weighted-mean'], [{ pooling_mode_lasttoken: true }, 'last'],
  [{ pooling_mode: 'mean' }, 'mean'], [{ pooling_mode: 'lasttoken' }, 'last'],
])('%j', async (pooling, mode) => {
  write(USUAL, pooling);
  expect(await readSentenceModules(dir)).toEqual({ transformerDir: '.', maxTokens: null, isLowerCased: false, sentence: { mode, steps: [] }, dense: [], note: null });
  write([['Transformer', '0_Transformer'], USUAL[1], ['Normalize', '2_Normalize']], pooling);
  expect(await readSentenceModules(dir)).toMatchObject({ transformerDir: '0_Transformer', sentence: { mode, steps: [{ type: 'normalize' }] }, note: null });
});

test.each<[string, readonly (readonly [string, string])[], object, RegExp]>([
  ['two kinds of pooling', USUAL, { pooling_mode_mean_tokens: true, pooling_mode_max_tokens: true }, /they join 2 kinds of pooling \(mean, max\)/],
  ['a normalisation of its own', [...USUAL, ['LayerNorm', '2_LayerNorm']], { pooling_mode_mean_tokens: true }, /they pass through a LayerNorm module/],
  ['no pooling', [USUAL[0]], {}, /unusual order/],
  ['a pooling of the future', USUAL, { pooling_mode: 'attention' }, /the pooling is of an unknown kind/],
])('with %s the sentence vector is left out, and the card says why', async (_, modules, pooling, reason) => {
  write(modules, pooling);
  const found = await readSentenceModules(dir);
  expect(found?.sentence).toBeNull();
  expect(found?.note).toMatch(reason);
});

test.each<[string, () => void, RegExp]>([
  ['no transformer at the beginning', () => { write([['CLIPModel', '']]); }, /begins with CLIPModel/],
  ['a way out of the folder', () => { write([['Transformer', '..'], USUAL[1]], {}); }, /modules\.json has an unexpected form/],
  ['a path of several folders', () => { write([['Transformer', 'a/../../b'], USUAL[1]], {}); }, /modules\.json has an unexpected form/],
  ['a missing pooling file', () => { write(USUAL); }, /1_Pooling\/config\.json, which is not there/],
  ['no list', () => { writeFileSync(join(dir, 'modules.json'), '{}'); }, /modules\.json has an unexpected form/],
  ['no JSON', () => { writeFileSync(join(dir, 'modules.json'), '['); }, /modules\.json has an unexpected form/],
])('%s is refused', async (_, prepare, reason) => {
  prepare();
  await expect(readSentenceModules(dir)).rejects.toThrow(reason);
});

test('a pooling file that says nothing of its mode means the mean', async () => {
  write(USUAL, {});
  expect((await readSentenceModules(dir))?.sentence?.mode).toBe('mean');
  write(USUAL, { pooling_mode_mean_tokens: false });
  expect((await readSentenceModules(dir))?.sentence).toBeNull();
});

test.each<[string, object, RegExp]>([
  ['config_sentence_transformers.json', { truncate_dim: 8 }, /sets truncate_dim to 8/], ['tokenizer_config.json', { truncation_side: 'left' }, /truncation_side to "left"/],
])('%s with %j leaves the sentence vector out, and the card says why', async (file, value, reason) => {
  write(USUAL, { pooling_mode_mean_tokens: true });
  writeFileSync(join(dir, file), JSON.stringify(value));
  const found = await readSentenceModules(dir);
  expect([found?.sentence, found?.note]).toEqual([null, expect.stringMatching(reason)]);
});

test('prompts are kept by name; a default that is not among them is refused', async () => {
  write(USUAL, { pooling_mode_mean_tokens: true });
  const prompts = (value: object): void => { writeFileSync(join(dir, 'config_sentence_transformers.json'), JSON.stringify(value)); };
  prompts({ prompts: { query: 'query: ', document: '' }, default_prompt_name: null });
  expect((await readSentenceModules(dir))?.sentence).toEqual({ mode: 'mean', steps: [], prompts: { query: 'query: ' } });
  prompts({ prompts: { query: 'query: ' }, default_prompt_name: 'query' });
  expect((await readSentenceModules(dir))?.sentence).toEqual({ mode: 'mean', steps: [], prompts: { query: 'query: ' }, defaultPrompt: 'query' });
  prompts({ prompts: {}, default_prompt_name: 'query' });
  await expect(readSentenceModules(dir)).rejects.toThrow('names the prompt "query", which is not among its prompts');
  prompts({ prompts: { query: 3 } });
  await expect(readSentenceModules(dir)).rejects.toThrow('a prompt "query" that is no text');
  write(USUAL, { pooling_mode_mean_tokens: true, include_prompt: false });
  prompts({ prompts: { query: 'query: ' }, default_prompt_name: 'query' });
  expect((await readSentenceModules(dir))?.sentence).toMatchObject({ isPromptPooled: false, defaultPrompt: 'query' });
});

describe('the settings beside the transformer', () => {
  const settings = (value: object): void => { writeFileSync(join(dir, 'sentence_bert_config.json'), JSON.stringify(value)); };
  beforeEach(() => { write(USUAL, { pooling_mode_mean_tokens: true }); });

  test('say how many pieces are read, before the tokenizer does', async () => {
    writeFileSync(join(dir, 'tokenizer_config.json'), JSON.stringify({ model_max_length: 128 }));
    expect((await readSentenceModules(dir))?.maxTokens).toBe(128);
    settings({ max_seq_length: 64, do_lower_case: true });
    expect(await readSentenceModules(dir)).toMatchObject({ maxTokens: 64, isLowerCased: true, note: null });
    rmSync(join(dir, 'sentence_bert_config.json'));
    writeFileSync(join(dir, 'tokenizer_config.json'), '{"model_max_length": 1000000000000000019884624838656}');
    expect((await readSentenceModules(dir))?.maxTokens).toBeNull();
  });

  test.each<[object, RegExp]>([
    [{ pool_with: 'x' }, /sets pool_with to "x", which is not read/],
    [{ model_args: { output_attentions: true } }, /sets model_args to \{"output_attentions":true\}/],
    [{ modality_config: { text: { method: 'get_text_features', method_output_name: null } } }, /sets modality_config/],
  ])('that are not read are named: %j', async (value, reason) => {
    settings(value);
    const found = await readSentenceModules(dir);
    expect([found?.sentence, found?.note]).toEqual([null, expect.stringMatching(reason)]);
  });

  test.each<[object, RegExp]>([
    [{ max_seq_length: 'long' }, /max_seq_length of "long"/],
    [{ max_seq_length: 0 }, /max_seq_length of 0/],
    [{ do_lower_case: 1 }, /neither true nor false/],
  ])('of another form are refused: %j', async (value, reason) => {
    settings(value);
    await expect(readSentenceModules(dir)).rejects.toThrow(reason);
  });
});

describe('a dense module', () => {
  const dense = (value: object): void => {
    write([...USUAL, ['Dense', '2_Dense']], { pooling_mode_mean_tokens: true });
    mkdirSync(join(dir, '2_Dense'), { recursive: true });
    writeFileSync(join(dir, '2_Dense/config.json'), JSON.stringify({ in_features: 8, out_features: 4, ...value }));
  };

  test('is a step; without settings it has a bias and tanh', async () => {
    dense({});
    expect((await readSentenceModules(dir))?.sentence?.steps).toEqual([{ type: 'dense', nIn: 8, nOut: 4, hasBias: true, residual: 'none', activation: 'tanh' }]);
  });

  test.each<[object, RegExp]>([
    [{ activation_function: 'torch.nn.modules.activation.Mish' }, /the activation Mish of 2_Dense is not known here/],
    [{ module_input_name: 'token_embeddings' }, /2_Dense takes token_embeddings to token_embeddings/],
  ])('%j leaves the sentence vector out', async (value, reason) => {
    dense(value);
    const found = await readSentenceModules(dir);
    expect([found?.sentence, found?.note]).toEqual([null, expect.stringMatching(reason)]);
  });

  test.each<[object, RegExp]>([[{ in_features: 0 }, /in_features of 0/], [{ out_features: 'x' }, /out_features of "x"/]])('%j is refused', async (value, reason) => {
    dense(value);
    await expect(readSentenceModules(dir)).rejects.toThrow(reason);
  });
});
