import { appendFileSync, cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Failure } from '@contract/failure';
import type { ModelCard } from '@contract/model-card';
import { mulberry32 } from '@contract/prng';
import { cardJson } from './model-folder';
import { ModelLibrary } from '../models/library';
import { damagedCopy } from '../inference/testing/damage.testing';
import { hashFile } from './hash-file';
import { importModel } from '../importing/import-model';
import { loadEncoder } from '../inference/encoders/load-encoder';
import { InferenceService } from '../inference/process/service';
import { requireWhole } from './whole-folder';

const checkpoints = path.resolve(import.meta.dirname, '../conversion/golden/checkpoints');
const sample = readFileSync('assets/background.txt', 'utf8').split('\n').slice(0, 20);
const occurrences = ['the bank of a river', 'a bank, and the money in the bank it was by'].map((text) => ({
  text,
  word: 'bank',
  charStart: text.indexOf('bank'),
  charEnd: text.indexOf('bank') + 4,
  labels: {},
}));
const kinds = ['bert', 'gpt2', 'static'] as const;
let dir: string;
const whole = (kind: string): string => path.join(dir, 'whole', kind);

beforeAll(async () => {
  dir = mkdtempSync(path.join(tmpdir(), 'contexture-whole-'));
  mkdirSync(path.join(dir, 'whole'));
  const words = path.join(dir, 'words.txt');
  writeFileSync(
    words,
    ['the', 'bank', 'of', 'a', 'river', 'money', 'in', 'it', 'was', 'by']
      .map((word, row) => [word, ...Array.from({ length: 12 }, (_, i) => Math.sin(row * 12 + i).toFixed(4))].join(' '))
      .join('\n'),
  );
  for (const kind of kinds) {
    const text = { id: kind, name: 'Tiny', licence: 'MIT', source: 'A test.', madeBy: 'contexture import' };
    await importModel({ path: kind === 'static' ? words : path.join(checkpoints, kind), outDir: whole(kind), nMaxWords: null, text, sample }, () => undefined);
  }
});
afterAll(() => { rmSync(dir, { recursive: true, force: true }); });

const serviceOf = (models: string, cacheDir: string): InferenceService => new InferenceService(new ModelLibrary(path.join(dir, 'none'), models), { embeddingsDir: cacheDir });

async function vectors(service: InferenceService, modelId: string): Promise<readonly number[]> {
  const { key, missing } = await service.embed({ modelId, pooling: 'mean', device: 'cpu', occurrences });
  return [...missing, ...service.stored(key).table.values];
}

const nCacheBytes = (cacheDir: string): number =>
  readdirSync(cacheDir, { recursive: true, withFileTypes: true }).reduce((sum, entry) => sum + (entry.isFile() ? statSync(path.join(entry.parentPath, entry.name)).size : 0), 0);

describe.each(kinds.map((kind, i) => ({ kind, seed: 100 + i })))('damaged copies of a $kind', ({ kind, seed }) => {
  it('are refused in one sentence, or give the whole model’s vectors; nothing of them is cached', async () => {
    const expected = await vectors(serviceOf(path.join(dir, 'whole'), path.join(dir, `cache-${kind}`)), kind);
    expect(expected.length).toBeGreaterThan(occurrences.length);
    const random = mulberry32(seed);
    let nRefused = 0;
    for (let n = 0; n < 67; n++) {
      const models = path.join(dir, `models-${kind}-${n}`);
      const cacheDir = path.join(dir, `cache-${kind}-${n}`);
      mkdirSync(models);
      mkdirSync(cacheDir);
      const damage = damagedCopy(whole(kind), path.join(models, kind), random);
      const service = serviceOf(models, cacheDir);
      const found = await vectors(service, kind).catch((error: unknown) => error);
      if (found instanceof Failure) {
        nRefused++;
        expect(found.code, damage).toBe('model');
        expect(found.message, damage).toMatch(/^The [^\n]+\. Remove the model and import it again\.$/);
        expect(nCacheBytes(cacheDir), damage).toBe(0);
      } else expect(found, damage).toEqual(expected);
      await service.release();
      rmSync(models, { recursive: true });
    }
    // White space of the card alone does no harm.
    expect(nRefused).toBeGreaterThan(55);
  });
});

describe('a model in use', () => {
  let models: string;
  let service: InferenceService;
  beforeAll(() => {
    models = mkdtempSync(path.join(dir, 'models-'));
    for (const kind of kinds) cpSync(whole(kind), path.join(models, kind), { recursive: true });
    service = serviceOf(models, path.join(dir, 'cache-in-use'));
  });
  const place = (kind: string, text: string): Promise<unknown> =>
    service.embed({
      modelId: kind,
      pooling: 'mean',
      device: 'cpu',
      occurrences: [{ text, word: text, charStart: 0, charEnd: text.length, labels: {} }],
    });

  it.each([['bert', 'weights.bin'], ['gpt2', 'weights.bin'], ['static', 'vectors.f32']])('is compared again when a file of it changes: %s', async (kind, name) => {
    await place(kind, 'bank');
    const file = path.join(models, kind, name);
    const bytes = readFileSync(file);
    const changed = Buffer.from(bytes);
    changed[0] = (changed[0] ?? 0) ^ 1;
    writeFileSync(file, changed);
    await expect(place(kind, 'river')).rejects.toThrow(`The file ${name} of Tiny is damaged: it is not the one that the model came with. Remove the model and import it again.`);
    writeFileSync(file, bytes);
    utimesSync(file, 1, 1);
    await expect(place(kind, 'river')).resolves.toMatchObject({ missing: [] });
  });

  it('is refused with a file that would take the place of one of its own', async () => {
    const folder = path.join(mkdtempSync(path.join(dir, 'models-')), 'static');
    cpSync(whole('static'), folder, { recursive: true });
    writeFileSync(path.join(folder, 'fasttext.json'), '{"minn": 1, "maxn": 2, "bucket": 3}');
    await expect(vectors(serviceOf(path.dirname(folder), path.join(dir, 'cache-stranger')), 'static')).rejects.toThrow('The file fasttext.json does not belong to Tiny.');
  });
});

describe('comparing files with the card', () => {
  const cardWith = (files: ModelCard['files'], madeBy: string): ModelCard => ({ name: 'Tiny', madeBy, files }) as ModelCard;

  it('names the way to get the model anew', async () => {
    const files = { 'gone.bin': { sha256: '0'.repeat(64), nBytes: 3 } };
    await expect(requireWhole(dir, cardWith(files, 'contexture import'))).rejects.toThrow('The file gone.bin of Tiny cannot be read. Remove the model and import it again.');
    await expect(requireWhole(dir, cardWith(files, 'contexture download'))).rejects.toThrow('Remove the model and download it again.');
    await expect(requireWhole(dir, cardWith(files, 'node tools/run-ts.mjs tools/make-models.ts x'))).rejects.toThrow('Reinstall Contexture.');
    await expect(requireWhole(dir, cardWith({}, 'contexture import'), ['vocab.txt'])).rejects.toThrow('The model card of Tiny does not name vocab.txt.');
  });

  it('reads large files in a thread, to the last byte', async () => {
    const file = path.join(dir, 'large.bin');
    writeFileSync(file, Buffer.alloc(17_000_000, 'contexture'));
    const sha256 = await hashFile(file, 17_000_000);
    expect(sha256).toBe(await hashFile(file, 1));
    const card = cardWith({ 'large.bin': { sha256, nBytes: 17_000_000 } }, 'contexture import');
    await requireWhole(dir, card);
    appendFileSync(file, 'x');
    await expect(requireWhole(dir, card)).rejects.toThrow('large.bin of Tiny is damaged');
    await expect(hashFile(path.join(dir, 'gone.bin'), 17_000_000)).rejects.toThrow('ENOENT');
  });

  it('holds for whoever loads a model, the importer too', async () => {
    const folder = path.join(mkdtempSync(path.join(dir, 'models-')), 'bert');
    cpSync(whole('bert'), folder, { recursive: true });
    const card = JSON.parse(readFileSync(path.join(folder, 'model.json'), 'utf8')) as ModelCard;
    appendFileSync(path.join(folder, 'encoder.onnx'), Uint8Array.from([0x3a, 0x00]));
    await expect(loadEncoder(folder, card, 'cpu')).rejects.toThrow('The file encoder.onnx of Tiny is damaged');
    writeFileSync(path.join(folder, 'model.json'), cardJson({ ...card, files: {} }));
    await expect(loadEncoder(folder, { ...card, files: {} }, 'cpu')).rejects.toThrow('does not name tokenizer.json');
  });
});
