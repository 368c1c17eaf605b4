import { readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { EmbeddingSummary } from '@contract/embedding';
import { layersOfMix, type LayerMix } from '@contract/layers/layer-mix';
import { QUANTILE_LEVELS } from '@contract/model-card';
import type { RandomPair } from '@contract/layers/random-pair';
import { drained } from '@contract/steps';
import { mixedTable } from '@probing/mixed-table';
import { distanceMatrices } from '@semantics/distances';
import { layerRows, vectorAt, type VectorTable } from '@vectors/vector-table';
import { ModelLibrary } from '../../models/library';
import { findWord } from '../../tokenizers/find-word';
import { InferenceService } from '../process/service';
import { EmbeddingStore, type StoredEmbedding } from './embedding-store';
import { mixedSteps, mixKey } from './mix-of-set';
import { randomWords } from './random-words';

const elmo = { kind: 'elmo', name: 'ELMo' } as const;
const bert = { kind: 'bert', name: 'BERT' } as const;
/** Two rows, three layers, four dimensions, with a zero that has a sign. */
const table: VectorTable = { values: Float32Array.from({ length: 24 }, (_, i) => (i === 5 ? -0 : Math.fround(Math.sin(i)))), nRows: 2, nLayers: 3, dim: 4 };
const sum = (scores: readonly (number | null)[], more: Partial<Extract<LayerMix, { kind: 'sum' }>> = {}): LayerMix => ({ kind: 'sum', scores, gamma: 1, half: 'both', ...more });

describe('a mix of layers', () => {
  it('of one layer with γ 1 is that layer, bit by bit', () => {
    for (const layer of [0, 1, 2]) {
      const scores = [null, null, null].map((none, at) => (at === layer ? -3.7 : none));
      expect(mixedTable(table, sum(scores), bert)).toEqual({ nRows: 2, nLayers: 1, dim: 4, values: layerRows(table, layer) });
      expect(mixedTable(table, { kind: 'concat', layers: [layer], half: 'both' }, bert).values).toEqual(layerRows(table, layer));
    }
  });

  it('is γ times the weighted sum, without the layers that take no part', () => {
    const { values } = mixedTable(table, sum([1, null, 2], { gamma: 3 }), bert);
    const [a, c] = [1 / (1 + Math.E), Math.E / (1 + Math.E)];
    [0, 1].forEach((row) => {
      for (let d = 0; d < 4; d++) expect(values[row * 4 + d]).toBeCloseTo(3 * (a * (vectorAt(table, row, 0)[d] ?? NaN) + c * (vectorAt(table, row, 2)[d] ?? NaN)), 6);
    });
  });

  it('has halves in ELMo, and layers one behind another in their order', () => {
    const backward = mixedTable(table, sum([null, 0, null], { half: 'backward' }), elmo);
    expect([backward.dim, [...backward.values]]).toEqual([2, [6, 7, 18, 19].map((at) => table.values[at])]);
    const joined = mixedTable(table, { kind: 'concat', layers: [2, 0], half: 'forward' }, elmo);
    expect([joined.dim, [...joined.values]]).toEqual([4, [8, 9, 0, 1, 20, 21, 12, 13].map((at) => table.values[at])]);
  });

  it('is refused where it does not fit', () => {
    expect(() => mixedTable(table, sum([0, 0]), bert)).toThrow('There are 3 layers, and the mix has 2 scores.');
    expect(() => mixedTable(table, { kind: 'concat', layers: [0, 3], half: 'both' }, bert)).toThrow('There is no layer 3 to mix; the last one is 2.');
    expect(() => mixedTable(table, sum([0, 0, 0], { half: 'forward' }), bert)).toThrow('The vectors of BERT have no halves.');
    expect(() => mixedTable({ ...table, nRows: 6, nLayers: 1 }, sum([0]), bert)).toThrow('one layer alone');
  });

  it('adds no layers of different width, and has halves where two models read', () => {
    const ulmfit = { kind: 'ulmfit', name: 'ULMFiT', recurrent: { reads: 'both', widths: [1, 2, 2] } } as const;
    expect(() => mixedTable(table, sum([0, 0, null]), ulmfit)).toThrow('Layers 0 and 1 of ULMFiT are 1 and 2 wide, so that adding them would mean nothing. Choose layers of one width.');
    expect(mixedTable(table, sum([null, 0, 0]), ulmfit).values).toEqual(mixedTable(table, sum([null, 0, 0]), bert).values);
    expect(mixedTable(table, { kind: 'concat', layers: [0, 1], half: 'backward' }, ulmfit).dim).toBe(4);
    expect(() => mixedTable(table, sum([null, 0, 0], { half: 'forward' }), { ...ulmfit, recurrent: { ...ulmfit.recurrent, reads: 'forward' } })).toThrow('The vectors of ULMFiT have no halves.');
  });

  it('is the same in steps', () => {
    const big: VectorTable = { values: Float32Array.from({ length: 5_000 * 3 * 1_000 }, (_, i) => i % 97), nRows: 5_000, nLayers: 3, dim: 1_000 };
    for (const mix of [sum([0, 1, null]), { kind: 'concat', layers: [1, 0], half: 'forward' } as const]) {
      expect([...mixedSteps(big, mix, elmo)]).toEqual([3_333, 5_000]);
      const [stepped, whole] = [drained(mixedSteps(big, mix, elmo)), mixedTable(big, mix, elmo)];
      expect({ ...stepped, values: null }).toEqual({ ...whole, values: null });
      expect(Buffer.from(stepped.values.buffer).equals(Buffer.from(whole.values.buffer))).toBe(true);
    }
  });
});

it('mixes take no more than a quarter of the memory from the sets, and the newest stays', () => {
  const entry = (key: string, nNumbers: number, mix?: LayerMix): StoredEmbedding =>
    ({ summary: { key }, table: { values: new Float32Array(nNumbers) }, ...(mix === undefined ? {} : { mix }) }) as StoredEmbedding;
  const store = new EmbeddingStore(4_000);
  store.add(entry('set', 500));
  for (const key of ['a', 'b', 'c']) store.add(entry(key, 100, sum([0])));
  expect(['set', 'a', 'b', 'c'].map((key) => store.find(key) !== undefined)).toEqual([true, false, true, true]);
  store.add(entry('large', 450, sum([0])));
  expect(['set', 'b', 'c', 'large'].map((key) => store.find(key) !== undefined)).toEqual([true, false, false, true]);
});

describe.each([['minilm-l6', 7, 384], ['elmo-medium', 3, 512]] as const)('the service, with %s', (modelId, nLayers, dim) => {
  const service = new InferenceService(new ModelLibrary(path.resolve('models')));
  const occurrences = ([['I sat by the river bank', 'river'], ['They fished from the grassy bank of the stream.', 'river'], ['I went to the bank to deposit money', 'money'], ['The bank approved the loan.', 'money']] as const)
    .map(([text, sense]) => ({ text, ...findWord(text, 'bank')[0] ?? { charStart: 0, charEnd: 1 }, word: 'bank', labels: { sense } }));
  const only = (layer: number): LayerMix => sum(Array.from({ length: nLayers }, (_, at) => (at === layer ? 0 : null)));
  const mean = sum(Array.from({ length: nLayers }, () => 0));
  const last = nLayers - 1;
  const typed = { text: 'The bank was closed.', word: 'bank', k: 3 };
  let summary: EmbeddingSummary;
  beforeAll(async () => { summary = await service.embed({ modelId, pooling: 'mean', device: 'cpu', occurrences }); });
  const mixed = (mix: LayerMix): Promise<EmbeddingSummary> => service.answer('inference:mix', { key: summary.key, mix }, {});

  it('answers of one layer alone as of the layer itself', async () => {
    const { key, ...of } = await mixed(only(last));
    expect(of).toMatchObject({ nLayers: 1, dim, nOccurrences: 4, missing: [], senseRecall: [summary.senseRecall?.[last]], contrast: [summary.contrast?.[last]] });
    expect(of.nearest.ofLayer).toEqual([summary.nearest.ofLayer[last]]);
    const both = [{ key, layer: 0 }, { key: summary.key, layer: last }] as const;
    const slices = await Promise.all(both.map((at) => service.answer('inference:layer', { ...at, rowStart: 0, rowEnd: 4 }, {})));
    expect(slices[0]).toEqual(slices[1]);
    const near = await Promise.all(both.map((at) => service.answer('inference:neighbours', { ...at, row: 1, k: 3 }, {})));
    expect(near[0]).toEqual(near[1]);
    const placed = await Promise.all(both.map((at) => service.answer('inference:place', { ...at, ...typed }, {})));
    expect(placed[0]).toEqual(placed[1]);
    const ghosts = await Promise.all(both.map((at) => service.answer('inference:ghosts', at, {})));
    expect(ghosts[0]?.values).toEqual(ghosts[1]?.values);
    expect(ghosts[0]).toMatchObject({ forms: ['bank'], origin: 'fitted', r2: null });
    const { values, nLayers: n } = await service.answer('inference:distances', { key, rows: [0, 2] }, {});
    const all = await service.answer('inference:distances', { key: summary.key, rows: [0, 2] }, {});
    expect([n, [...values]]).toEqual([1, [...all.values.slice(last * 4)]]);
  });

  it('places typed words and ghosts where the mean of all layers has them', async () => {
    const { key } = await mixed(mean);
    const { vector } = await service.answer('inference:place', { key, layer: 0, ...typed }, {});
    const layers = await Promise.all(layersOfMix(mean).map((layer) => service.answer('inference:place', { key: summary.key, layer, ...typed }, {})));
    const ghost = await service.answer('inference:ghosts', { key, layer: 0 }, {});
    const ghosts = await Promise.all(layersOfMix(mean).map((layer) => service.answer('inference:ghosts', { key: summary.key, layer }, {})));
    for (const d of [0, 17, dim - 1]) {
      expect(vector[d]).toBeCloseTo(layers.reduce((total, one) => total + (one.vector[d] ?? NaN), 0) / nLayers, 5);
      expect(ghost.values[d]).toBeCloseTo(ghosts.reduce((total, one) => total + (one.values[d] ?? NaN), 0) / nLayers, 5);
    }
    await expect(service.answer('inference:layer', { key, layer: 1, rowStart: 0, rowEnd: 1 }, {})).rejects.toMatchObject({ code: 'bad-request' });
  });

  it('knows an equal mix, refuses one that does not fit, mixes no mix, and gives an older request up for a newer one', async () => {
    const first = await mixed(mean);
    expect(await mixed({ half: 'both', gamma: 1, scores: layersOfMix(mean).map(() => 0), kind: 'sum' })).toBe(first);
    expect(first.key).toBe(mixKey(summary.key, mean));
    await expect(mixed(sum([0]))).rejects.toMatchObject({ code: 'bad-request' });
    await expect(service.answer('inference:mix', { key: first.key, mix: mean }, {})).rejects.toMatchObject({ code: 'bad-request' });
    await expect(service.answer('inference:mix', { key: 'unknown', mix: mean }, {})).rejects.toMatchObject({ code: 'not-found' });
    const [older, newer] = await Promise.allSettled([mixed(only(0)), mixed(only(1))]);
    expect([older, newer]).toMatchObject([{ status: 'rejected', reason: { code: 'cancelled' } }, { status: 'fulfilled' }]);
  });

  it('measures two random words in a mix, as the card has them of one layer, and reads its sample once', async () => {
    const background = readFileSync(path.resolve('assets/background.txt'), 'utf8').split('\n').slice(0, 80);
    const progress = vi.fn();
    const pairOf = async (mix: LayerMix): Promise<RandomPair> => service.answer('inference:random-pair', { seq: 1, key: (await mixed(mix)).key, background }, { onProgress: progress });
    const found = await pairOf(mean);
    const asked = progress.mock.calls.length;
    const card = await new ModelLibrary(path.resolve('models')).card(modelId);
    const alone = await pairOf(only(last));
    expect([asked > 0, progress.mock.calls.length]).toEqual([true, asked]);
    // Other words than the card's, and fewer.
    expect(Math.abs(alone.meanCosine - (card.background.meanCosine.mean[last] ?? NaN))).toBeLessThan(0.04);
    const words = randomWords(background, 42);
    const { key } = await service.embed({ modelId, pooling: 'mean', device: 'cpu', occurrences: words });
    const values = distanceMatrices(mixedTable(service.stored(key).table, mean, card), [...words.keys()]);
    const others = values.filter((_, at) => at % words.length !== Math.floor(at / words.length));
    expect(1 - found.meanCosine).toBeCloseTo(others.reduce((total, one) => total + one, 0) / others.length, 2);
    expect([found.nSampled, found.quantiles.length]).toEqual([words.length, QUANTILE_LEVELS.length]);
    await expect(service.answer('inference:random-pair', { seq: 1, key: summary.key, background }, {})).rejects.toMatchObject({ code: 'bad-request' });
  });

  it('has no random pair among the measures of a mix, which its own question answers', async () => {
    const { key } = await mixed(mean);
    const [measures, ...none] = await service.answer('inference:layer-measures', { key }, {});
    expect([measures?.anisotropy, measures?.selfSimilarity.baseline, none.length]).toEqual([null, null, 0]);
  });
});
