import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { DevicePreference, EmbedRequest } from '@contract/embedding';
import type { Occurrence } from '@contract/occurrence';
import { ModelLibrary } from '../../models/library';
import { modelDigest } from '../cache/embedding-cache';
import { provenanceOfSet } from '../writing/vectors-about';
import { methodsText } from '../../exports/vectors/methods';
import { InferenceService } from './service';

const library = new ModelLibrary(path.resolve('models'));
const dir = mkdtempSync(path.join(tmpdir(), 'contexture-precision-'));
afterAll(() => { rmSync(dir, { recursive: true, force: true }); });

const occurrences: readonly Occurrence[] = ['We sat on the bank of the river.', 'The bank lent her the money.'].map((text) => {
  const charStart = text.indexOf('bank');
  return { text, word: 'bank', charStart, charEnd: charStart + 4, labels: {} };
});
const request = (modelId: string, precision?: 'int8', device: DevicePreference = 'cpu'): EmbedRequest => ({ modelId, pooling: 'mean', device, occurrences, ...(precision === undefined ? {} : { precision }) });
const service = (): InferenceService => new InferenceService(library, { embeddingsDir: dir });

describe('products in 8 bits', () => {
  it('share neither key nor kept vectors with exact ones, and say what they are', async () => {
    const one = service();
    const exact = await one.embed(request('minilm-l6'));
    const int8 = await one.embed(request('minilm-l6', 'int8'));
    expect([exact.nCached, int8.nCached, exact.precision, int8.precision]).toEqual([0, 0, undefined, 'int8']);
    expect(int8.key).not.toBe(exact.key);
    expect(int8.device.label).toBe(`${exact.device.label}, 8-bit products`);
    const [wanted, found] = [one.stored(exact.key).table.values, one.stored(int8.key).table.values];
    expect(found).not.toEqual(wanted);

    const another = service();
    const again = await another.embed(request('minilm-l6', 'int8'));
    expect([again.nCached, another.stored(again.key).table.values]).toEqual([2, found]);
    const exactAgain = await another.embed(request('minilm-l6'));
    expect([exactAgain.nCached, another.stored(exactAgain.key).table.values]).toEqual([2, wanted]);

    const taken = { layers: [6], nRows: 2, appVersion: '1' };
    const card = await library.card('minilm-l6');
    const facts = provenanceOfSet(one.stored(int8.key), card, taken);
    expect(facts).toMatchObject({ precision: 'int8', device: int8.device.label });
    expect(provenanceOfSet(another.stored(again.key), card, taken)).toMatchObject({ precision: 'int8', device: null });
    expect(methodsText(facts)).toContain('were computed in 8 bits');
    expect(provenanceOfSet(one.stored(exact.key), card, taken)).not.toHaveProperty('precision');
    await Promise.all([one.release(), another.release()]);
  });

  it('place a typed sentence as the set was embedded, and leave ghosts as they are', async () => {
    const one = service();
    const [exact, int8] = [await one.embed(request('minilm-l6')), await one.embed(request('minilm-l6', 'int8'))];
    const text = occurrences[0]?.text ?? '';
    const placed = await one.place({ key: int8.key, layer: 6, text, word: 'bank', k: 1 });
    expect(placed.neighbours[0]?.row).toBe(0);
    const own = one.stored(int8.key).table.values.subarray(6 * 384, 7 * 384);
    const other = one.stored(exact.key).table.values.subarray(6 * 384, 7 * 384);
    const apart = (values: Float32Array): number => Math.max(...values.map((value, d) => Math.abs(value - (placed.vector[d] ?? Number.NaN))));
    expect(apart(own)).toBeLessThan(apart(other) / 3);
    const [ghostsOfExact, ghostsOfInt8] = [await one.ghosts({ key: exact.key, layer: 6 }), await one.ghosts({ key: int8.key, layer: 6 })];
    expect(ghostsOfInt8).toEqual(ghostsOfExact);
    await one.release();
  });

  it('have a digest of their own, while that of exact ones has stayed', async () => {
    const card = await library.card('minilm-l6');
    expect(modelDigest(card, 'exact')).toBe(modelDigest(card));
    expect(modelDigest(card, 'int8')).not.toBe(modelDigest(card));
  });

  it('are refused by name where the model is no transformer or the device is not the CPU', async () => {
    await expect(service().embed(request('elmo-medium', 'int8'))).rejects.toMatchObject({ code: 'bad-input', message: expect.stringMatching(/^ELMo.* is no transformer/u) as string });
    await expect(service().embed(request('glove-100d', 'int8'))).rejects.toMatchObject({ code: 'bad-input', message: expect.stringMatching(/^GloVe 100d is no transformer/u) as string });
    await expect(service().embed(request('minilm-l6', 'int8', 'webgpu'))).rejects.toMatchObject({ code: 'bad-input', message: '8-bit products run on the CPU alone, not on webgpu. Choose the CPU, or exact products.' });
  });
});
