import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readSentenceModules } from './sentence-pooling';

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
  expect(await readSentenceModules(dir)).toEqual({ transformerDir: '.', sentence: { mode, isNormalized: false }, note: null });
  write([['Transformer', '0_Transformer'], USUAL[1], ['Normalize', '2_Normalize']], pooling);
  expect(await readSentenceModules(dir)).toEqual({ transformerDir: '0_Transformer', sentence: { mode, isNormalized: true }, note: null });
});

test.each<[string, readonly (readonly [string, string])[], object, RegExp]>([
  ['two kinds of pooling', USUAL, { pooling_mode_mean_tokens: true, pooling_mode_max_tokens: true }, /they join 2 kinds of pooling \(mean, max\)/],
  ['a dense layer', [...USUAL, ['Dense', '2_Dense']], { pooling_mode_mean_tokens: true }, /they pass through a Dense module/],
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

test('the default prompt is kept; one that is named and not there, or left out of the pooling, is not passed over', async () => {
  write(USUAL, { pooling_mode_mean_tokens: true });
  const prompts = (value: object): void => { writeFileSync(join(dir, 'config_sentence_transformers.json'), JSON.stringify(value)); };
  prompts({ prompts: { query: 'query: ', document: '' }, default_prompt_name: null });
  expect((await readSentenceModules(dir))?.sentence).toEqual({ mode: 'mean', isNormalized: false });
  prompts({ prompts: { query: 'query: ' }, default_prompt_name: 'query' });
  expect((await readSentenceModules(dir))?.sentence).toEqual({ mode: 'mean', isNormalized: false, prompt: 'query: ' });
  prompts({ prompts: {}, default_prompt_name: 'query' });
  await expect(readSentenceModules(dir)).rejects.toThrow('names the prompt "query", which is not among its prompts');
  write(USUAL, { pooling_mode_mean_tokens: true, include_prompt: false });
  prompts({ prompts: { query: 'query: ' }, default_prompt_name: 'query' });
  expect(await readSentenceModules(dir)).toMatchObject({ sentence: null, note: 'Its sentence vectors are not reproduced: their prompt is read and left out of the pooling.' });
});
