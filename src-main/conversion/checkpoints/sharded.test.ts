import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Failure } from '@contract/failure';
import { findWeightFile, openCheckpoint } from './open-checkpoint';

const INDEX = 'model.safetensors.index.json';
let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'contexture-shards-'));
  cpSync(resolve(import.meta.dirname, '../golden/checkpoints/roberta'), dir, { recursive: true });
});
afterEach(() => { rmSync(dir, { recursive: true }); });

const readIndex = () => JSON.parse(readFileSync(join(dir, INDEX), 'utf8')) as { weight_map: Record<string, string> };

test('tensors are found whatever file they lie in', async () => {
  const tensors = await openCheckpoint(dir, INDEX);
  const map = readIndex().weight_map;
  expect(new Set(Object.values(map)).size).toBe(2);
  expect([...tensors.names()].sort()).toEqual(Object.keys(map).sort());
  for (const name of tensors.names()) expect(tensors.read(name)).toHaveLength(tensors.shape(name).reduce((product, n) => product * n, 1));
  expect(() => tensors.read('other')).toThrow(/lack "other"/);
  tensors.close();
});

test('one file is preferred to several, safetensors to pickles', () => {
  expect(findWeightFile(['pytorch_model.bin', 'model.safetensors', INDEX])).toBe('model.safetensors');
  expect(findWeightFile(['pytorch_model.bin.index.json', 'pytorch_model.bin'])).toBe('pytorch_model.bin');
  expect(findWeightFile(['config.json', 'adapter_model.safetensors'])).toBeNull();
});

test.each<[string, () => void, RegExp]>([
  ['a missing shard', () => { rmSync(join(dir, 'model-00002-of-00002.safetensors')); }, /model-00002-of-00002\.safetensors” is not there/],
  ['a tensor that is elsewhere', () => { write({ x: 'model-00001-of-00002.safetensors' }); }, /says that model-00001-of-00002\.safetensors holds "x"/],
  ['a way out of the folder', () => { write({ x: '../model.safetensors' }); }, /gives "x" a place outside the folder/],
  ['the folder above', () => { write({ x: '..' }); }, /gives "x" a place outside the folder/],
  ['a place that is no text', () => { write({ x: 3 }); }, /gives "x" a place outside/],
  ['no map', () => { writeFileSync(join(dir, INDEX), '{}'); }, /has no weight_map/],
  ['an empty map', () => { write({}); }, /names no weights/],
  ['no JSON', () => { writeFileSync(join(dir, INDEX), '{'); }, /not valid JSON/],
])('a list of shards with %s is refused', async (_, spoil, reason) => {
  spoil();
  await expect(openCheckpoint(dir, INDEX)).rejects.toThrow(reason);
  await expect(openCheckpoint(dir, INDEX)).rejects.toThrow(Failure);
});

function write(map: Record<string, unknown>): void {
  writeFileSync(join(dir, INDEX), JSON.stringify({ weight_map: map }));
}
