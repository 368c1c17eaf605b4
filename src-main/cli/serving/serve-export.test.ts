import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { modelDigest } from '../../inference/cache/embedding-cache';
import { ModelLibrary } from '../../models/library';
import { serveExportCommand } from './serve-export';
import { servedGraph } from './served-graph';
import type { ServingTarget } from './repository';

const models = path.resolve('models');
const library = new ModelLibrary(models);
let dir: string;
beforeEach(() => { dir = mkdtempSync(path.join(tmpdir(), 'contexture-serving-')); });
afterEach(() => { rmSync(dir, { recursive: true, force: true }); });

const at = (...parts: string[]): string => path.join(dir, 'out', ...parts);
const text = (...parts: string[]): string => readFileSync(at(...parts), 'utf8');
const sha256 = (file: string): string => createHash('sha256').update(readFileSync(file)).digest('hex');
const write = (model: string, target: ServingTarget, signal = new AbortController().signal): Promise<number> => serveExportCommand({ model, folder: at(), target }, library, signal);

describe('an export for a server', () => {
  it('is for Triton a model repository with the graph, the weights that it names, and the card beside them', async () => {
    expect(await write('minilm-l6', 'triton')).toBe(0);
    const card = await library.card('minilm-l6');
    expect(sha256(at('minilm-l6/1/model.onnx'))).toBe(card.files['encoder.onnx']?.sha256);
    expect(sha256(at('minilm-l6/1/weights.bin'))).toBe(card.files['weights.bin']?.sha256);
    expect(readdirSync(at('minilm-l6')).sort()).toEqual(['1', 'config.pbtxt', 'contexture']);
    expect(readdirSync(at('minilm-l6/contexture')).sort()).toEqual(['config.json', 'ghost.f16', 'model.json', 'tokenizer.json']);
    const config = text('minilm-l6/config.pbtxt');
    expect(config).toContain('input [ { name: "input_ids", data_type: TYPE_INT64, dims: [ -1, -1 ] } ]');
    expect(config).toContain('input [ { name: "span_weights", data_type: TYPE_FP32, dims: [ -1, -1 ] } ]');
    expect(config).toContain('output [ { name: "span_vectors.6", data_type: TYPE_FP32, dims: [ -1, 384 ] } ]');
    expect(config.match(/^input /gm)).toHaveLength(7);
    expect(config.match(/^output /gm)).toHaveLength(7);
    expect(config).toContain('max_batch_size: 0\n');
    expect(config).not.toMatch(/^dynamic_batching/m);
    expect(config).toContain(`parameters { key: "contexture_model_sha256", value: { string_value: "${modelDigest(card)}" } }`);
    expect(text('README.md')).toContain('--server http://127.0.0.1:8000');
    if (process.platform !== 'win32') expect(statSync(at()).mode & 0o777).toBe(0o755);
  });

  it('is for MLServer settings, a runtime and the files that this holds against them', async () => {
    expect(await write('minilm-l6', 'mlserver')).toBe(0);
    const settings = JSON.parse(text('minilm-l6/model-settings.json')) as { name: string; inputs: unknown[]; parameters: { extra: { files: Record<string, string>; metadata: Record<string, string> } } };
    expect(settings.name).toBe('minilm-l6');
    expect(settings.inputs).toContainEqual({ name: 'last_rows', datatype: 'INT64', shape: [-1] });
    const { files, metadata } = settings.parameters.extra;
    expect(Object.keys(files)).toEqual(['model.onnx', 'weights.bin']);
    for (const [name, digest] of Object.entries(files)) expect(sha256(at('minilm-l6', name))).toBe(digest);
    expect(metadata['contexture_model_sha256']).toBe(modelDigest(await library.card('minilm-l6')));
    expect(text('minilm-l6/runtime.py')).toContain('class ContextureRuntime(MLModel)');
    expect(readdirSync(dir)).toEqual(['out']);
  });

  it.each([['elmo-medium', 'two graphs'], ['glove-100d', 'a table']])('refuses %s by name, with the reason', async (model, reason) => {
    await expect(write(model, 'triton')).rejects.toThrow(reason);
    expect(readdirSync(dir)).toEqual([]);
  });

  it('writes over nothing, and makes no folder above its own', async () => {
    mkdirSync(at());
    writeFileSync(at('kept.txt'), 'kept');
    await expect(write('minilm-l6', 'triton')).rejects.toThrow('is there already');
    expect(readdirSync(at())).toEqual(['kept.txt']);
    rmSync(at(), { recursive: true });
    await expect(serveExportCommand({ model: 'minilm-l6', folder: at('a/b'), target: 'triton' }, library, new AbortController().signal)).rejects.toThrow('does not exist');
  });

  it('leaves nothing when it is cancelled', async () => {
    const controller = new AbortController();
    controller.abort();
    await expect(write('minilm-l6', 'mlserver', controller.signal)).rejects.toMatchObject({ code: 'cancelled' });
    expect(existsSync(at())).toBe(false);
    expect(readdirSync(dir)).toEqual([]);
  });

  it('refuses an input that the graph tells too little of', () => {
    const summary = { opset: 20, outputs: [], nParameters: 0, externalFiles: [] };
    expect(() => servedGraph({ ...summary, inputs: [{ name: 'words', elementType: 8, dims: [null] }] })).toThrow('“words”');
    expect(() => servedGraph({ ...summary, inputs: [{ name: 'words', elementType: 7, dims: null }] })).toThrow('dimensions');
  });
});
