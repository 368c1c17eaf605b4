import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { EmbeddingSummary } from '@contract/embedding';
import type { Occurrence } from '@contract/occurrence';
import { cosineDistance } from '@semantics/cosine';
import { findWord } from '../tokenizers/find-word';
import { ModelLibrary } from '../models/library';
import { InferenceService } from './service';

const service = new InferenceService(new ModelLibrary(path.resolve('models')));

function occurrence(text: string, word: string, sense?: string): Occurrence {
  const [span] = findWord(text, word);
  if (span === undefined) throw new Error(`no ${word} in ${text}`);
  return { text, ...span, word, labels: sense === undefined ? {} : { sense } };
}

const bank = [
  occurrence('I sat by the river bank', 'bank', 'river'),
  occurrence('They fished from the grassy bank of the stream.', 'bank', 'river'),
  occurrence('I went to the bank to deposit money', 'bank', 'money'),
  occurrence('The bank approved the loan after checking her account.', 'bank', 'money'),
];

const embed = (modelId: string, occurrences: readonly Occurrence[] = bank): Promise<EmbeddingSummary> =>
  service.embed({ modelId, pooling: 'mean', device: 'cpu', occurrences });

describe.each([['minilm-l6', 7, 384], ['elmo-medium', 3, 512]] as const)('%s', (modelId, nLayers, dim) => {
  let summary: EmbeddingSummary;
  beforeAll(async () => { summary = await embed(modelId); });

  it('gives every layer of every occurrence, finite and not zero', () => {
    expect(summary).toMatchObject({ nOccurrences: 4, nLayers, dim, missing: [] });
    const { values } = service.stored(summary.key).table;
    expect(values).toHaveLength(4 * nLayers * dim);
    expect(values.every(Number.isFinite)).toBe(true);
  });

  it('brings same senses nearer than different ones at the last layer', async () => {
    const { values } = await service.answer('inference:distances', { key: summary.key, rows: [0, 1, 2, 3] }, {});
    const at = (i: number, j: number): number => values[((nLayers - 1) * 4 + i) * 4 + j] ?? Number.NaN;
    expect((at(0, 1) + at(2, 3)) / 2).toBeLessThan((at(0, 2) + at(0, 3) + at(1, 2) + at(1, 3)) / 4);
    expect(at(1, 2)).toBe(at(2, 1));
  });

  it('cuts out one layer of some rows', async () => {
    const { values } = await service.answer('inference:layer', { key: summary.key, layer: 1, rowStart: 2, rowEnd: 4 }, {});
    const { table } = service.stored(summary.key);
    expect([...values.slice(0, dim)]).toEqual([...table.values.slice((2 * nLayers + 1) * dim, (2 * nLayers + 2) * dim)]);
    await expect(service.answer('inference:ghosts', { key: summary.key, layer: nLayers }, {})).rejects.toMatchObject({ code: 'bad-request' });
  });

  it('answers an equal request from memory', async () => {
    expect(await embed(modelId)).toBe(summary);
  });

  it('places a sentence of the set on itself', async () => {
    const typed = await service.answer('inference:place', { key: summary.key, layer: nLayers - 1, text: bank[2]?.text ?? '', word: 'bank', k: 4 }, {});
    expect(typed.neighbours[0]).toMatchObject({ row: 2 });
    expect(typed.neighbours[0]?.distance).toBeLessThan(1e-5);
    await expect(service.answer('inference:place', { key: summary.key, layer: 0, text: 'nothing here', word: 'bank', k: 4 }, {})).rejects.toMatchObject({ code: 'not-found' });
  });

  it('puts the ghost nearer to the occurrences than a random word is', async () => {
    const ghost = await service.answer('inference:ghosts', { key: summary.key, layer: nLayers - 1 }, {});
    expect(ghost.forms).toEqual(['bank']);
    const { background } = await new ModelLibrary(path.resolve('models')).card(modelId);
    const { values } = await service.answer('inference:layer', { key: summary.key, layer: nLayers - 1, rowStart: 0, rowEnd: 4 }, {});
    const mean = [0, 1, 2, 3].reduce((sum, row) => sum + cosineDistance(ghost.values, values.subarray(row * dim, (row + 1) * dim)) / 4, 0);
    expect(mean).toBeLessThan(1 - (background.meanCosine.mean[nLayers - 1] ?? 0));
  });

  it('gives a sentence the same vector alone as among others', async () => {
    const alone = await embed(modelId, [bank[1] as Occurrence]);
    const a = service.stored(alone.key).table.values;
    const b = service.stored(summary.key).table.values.subarray(nLayers * dim, 2 * nLayers * dim);
    expect(a.reduce((max, value, i) => Math.max(max, Math.abs(value - (b[i] ?? 0))), 0)).toBeLessThan(1e-5);
  });
});

describe('glove-100d', () => {
  it('gives all occurrences of a form one vector, and names its nearest words', async () => {
    const summary = await embed('glove-100d');
    const { values } = service.stored(summary.key).table;
    expect([...values.slice(0, 100)]).toEqual([...values.slice(300, 400)]);
    const words = await service.answer('inference:nearest-words', { modelId: 'glove-100d', word: 'bank', k: 10 }, {});
    expect(words).toHaveLength(10);
    expect(words.map(({ word }) => word)).toContain('banks');
    expect(await service.answer('inference:nearest-words', { modelId: 'glove-100d', word: 'New York', k: 5 }, {})).toHaveLength(5);
    expect(words.map(({ distance }) => distance)).toEqual(words.map(({ distance }) => distance).sort((a, b) => a - b));
  });

  it('names unknown words as missing', async () => {
    const summary = await embed('glove-100d', [occurrence('a qzxjv here', 'qzxjv'), bank[0] as Occurrence]);
    expect(summary.missing).toEqual([0]);
    const { values } = await service.answer('inference:distances', { key: summary.key, rows: [1, 0] }, {});
    expect([...values]).toEqual([0, Number.NaN, Number.NaN, Number.NaN]);
    await expect(service.answer('inference:nearest-words', { modelId: 'glove-100d', word: 'qzxjv', k: 3 }, {})).rejects.toMatchObject({ code: 'not-found' });
    await expect(service.answer('inference:ghosts', { key: summary.key, layer: 0 }, {})).rejects.toMatchObject({ code: 'bad-request' });
  });
});

describe('refusals', () => {
  it('names the installed models for an unknown or hostile id', async () => {
    await expect(embed('no-such')).rejects.toMatchObject({ code: 'not-found', message: expect.stringContaining('minilm-l6') as string });
    await expect(embed('../models/minilm-l6')).rejects.toMatchObject({ code: 'not-found' });
  });
  it('refuses handles it does not hold and rows that are not there', async () => {
    const { key } = await embed('glove-100d');
    await expect(service.answer('inference:layer', { key: 'x', layer: 0, rowStart: 0, rowEnd: 1 }, {})).rejects.toMatchObject({ code: 'not-found' });
    await expect(service.answer('inference:distances', { key, rows: [99] }, {})).rejects.toMatchObject({ code: 'bad-request' });
  });
  it('says so when a device that was named cannot serve', async () => {
    await expect(service.embed({ modelId: 'minilm-l6', pooling: 'mean', device: 'cuda', occurrences: bank })).rejects.toMatchObject({ code: 'device' });
    const { device } = await service.embed({ modelId: 'elmo-medium', pooling: 'mean', device: 'cuda', occurrences: bank });
    expect(device).toMatchObject({ provider: 'cpu', note: expect.stringContaining('ELMo') as string });
  });
});

describe('several requests at once', () => {
  it('are all answered, whatever models they ask for', async () => {
    const fresh = new InferenceService(new ModelLibrary(path.resolve('models')));
    const ask = (modelId: string, occurrences: readonly Occurrence[]): Promise<EmbeddingSummary> => fresh.embed({ modelId, pooling: 'mean', device: 'cpu', occurrences });
    const answers = await Promise.all([
      ask('minilm-l6', bank), ask('elmo-medium', bank), ask('minilm-l6', bank.slice(0, 2)), ask('glove-100d', bank), ask('elmo-medium', bank.slice(1)),
    ]);
    expect(answers.map(({ modelId, nOccurrences }) => `${modelId} ${nOccurrences}`)).toEqual(['minilm-l6 4', 'elmo-medium 4', 'minilm-l6 2', 'glove-100d 4', 'elmo-medium 3']);
    const { pieces } = await fresh.answer('inference:pieces', { modelId: 'minilm-l6', text: 'unaffable' }, {});
    expect(pieces.length).toBeGreaterThan(1);
  });

  it('that are cancelled before their turn do nothing', async () => {
    const controller = new AbortController();
    const fresh = new InferenceService(new ModelLibrary(path.resolve('models')));
    const first = fresh.embed({ modelId: 'minilm-l6', pooling: 'mean', device: 'cpu', occurrences: bank });
    const second = fresh.embed({ modelId: 'elmo-medium', pooling: 'mean', device: 'cpu', occurrences: bank }, { signal: controller.signal });
    controller.abort();
    await expect(second).rejects.toMatchObject({ code: 'cancelled' });
    expect((await first).missing).toEqual([]);
  });
});
