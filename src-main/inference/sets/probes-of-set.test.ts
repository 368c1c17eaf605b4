import { expect, it } from 'vitest';
import type { Occurrence } from '@contract/occurrence';
import { mulberry32 } from '@contract/prng';
import type { ProbeProgress } from '@contract/layers/probes';
import { learnedMixOf } from './learned-mix-of-set';
import type { StoredEmbedding } from './embedding-store';
import { probesOf } from './probes-of-set';

const N = 40;
const N_LAYERS = 3;
const DIM = 6;
const upos = Array.from({ length: N }, (_, row) => (row % 2 === 0 ? 'NOUN' : 'VERB'));
const occurrences: readonly Occurrence[] = upos.map((_, row) => ({ text: `bank ${row}`, charStart: 0, charEnd: 4, word: 'bank', labels: { sense: row % 4 < 2 ? 'money' : 'river' } }));

/** Noise, in which layer 1 alone tells the parts of speech apart. @param missing rows of zeros */
function stored(missing: readonly number[] = []): StoredEmbedding {
  const random = mulberry32(7);
  const values = Float32Array.from({ length: N * N_LAYERS * DIM }, (_, at) => {
    const [row, layer, d] = [Math.floor(at / (N_LAYERS * DIM)), Math.floor(at / DIM) % N_LAYERS, at % DIM];
    const noise = random() - 0.5;
    return missing.includes(row) ? 0 : layer === 1 && d === 0 ? (upos[row] === 'NOUN' ? 3 : -3) + noise : noise;
  });
  const request = { modelId: 'm', pooling: 'mean', device: 'cpu', occurrences } as const;
  const summary = {
    key: 'k', modelId: 'm', pooling: 'mean', nOccurrences: N, nLayers: N_LAYERS, dim: DIM, device: { provider: 'cpu', label: 'CPU' }, elapsedMs: 0, nCached: 0, subwords: [], missing,
    senseRecall: null, nearest: { rows: new Int32Array(0), ofLayer: [] }, contrast: null,
  } as const;
  return { summary, request, table: { values, nRows: N, nLayers: N_LAYERS, dim: DIM } };
}

it('finds at which layer labels can be read, the same every time, and tells how far it is', async () => {
  const progress: ProbeProgress[] = [];
  const found = await probesOf(stored(), upos, { onProgress: (one) => progress.push(one) });
  if ('refusal' in found) throw new Error(found.refusal);
  expect(found.byLayer[1]).toMatchObject({ macro: 1, micro: 1, n: N, nLabels: 2 });
  expect(found.byLayer[0]?.macro).toBeLessThan(0.85);
  expect(found).toMatchObject({ baselines: { majority: 0.5, chance: 0.5, macro: 0.5 }, leftOut: [] });
  expect(progress.map(({ nDone, nTotal }) => `${nDone}/${nTotal}`)).toEqual(['0/3', '1/3', '2/3', '3/3']);
  expect(await probesOf(stored(), upos)).toEqual(found);
});

it('counts neither rows without a vector nor rows without a label', async () => {
  const found = await probesOf(stored([0, 1]), upos.map((label, row) => (row === 2 ? null : label)));
  expect('refusal' in found ? found : found.byLayer.map(({ n }) => n)).toEqual([N - 3, N - 3, N - 3]);
});

it('takes the gold sense from the set, and says why where there is too little', async () => {
  expect(await probesOf(stored(), 'sense')).toMatchObject({ baselines: { macro: 0.5 } });
  expect(await probesOf(stored(), 'form')).toEqual({ refusal: '5 folds need two labels in 5 sentences or more each; one of the 1 here has as many.' });
  expect(await probesOf(stored(), upos.map(() => null))).toEqual({ refusal: 'No row has a label.' });
});

it('refuses labels of another set, and ends when it is cancelled', async () => {
  await expect(probesOf(stored(), ['NOUN'])).rejects.toMatchObject({ code: 'bad-request', message: 'There are 1 labels for 40 rows.' });
  const controller = new AbortController();
  const progress: number[] = [];
  const fitting = probesOf(stored(), upos, { signal: controller.signal, onProgress: ({ nDone }) => { progress.push(nDone); if (nDone === 1) controller.abort(); } });
  await expect(fitting).rejects.toMatchObject({ code: 'cancelled' });
  expect(progress).toEqual([0, 1]);
});

it('learns a mix, in which the layer that knows the labels weighs most, beside what needs no vector', async () => {
  const progress: string[] = [];
  const found = await learnedMixOf(stored([0]), {}, { target: upos, head: 'logistic' }, { onProgress: ({ nDone, nTotal }) => progress.push(`${nDone}/${nTotal}`) });
  if ('refusal' in found) throw new Error(found.refusal);
  expect(found.weights.indexOf(Math.max(...found.weights))).toBe(1);
  expect(found).toMatchObject({ head: 'logistic', bestLayers: [1, 1, 1, 1, 1], learnedMix: { macro: 1, n: N - 1 }, bestLayer: { macro: 1 }, baselines: { macro: 0.5 }, leftOut: [] });
  expect(found.lastLayer?.macro).toBeLessThan(0.85);
  expect(progress).toEqual(Array.from({ length: 30 }, (_, nDone) => `${nDone}/30`));
});

it('learns no mix of one layer, of too few labels or of another set’s, and ends when it is cancelled', async () => {
  expect(await learnedMixOf(stored(), {}, { target: 'form', head: 'logistic' })).toEqual({ refusal: '5 folds need two labels in 5 sentences or more each; one of the 1 here has as many.' });
  const { table, ...entry } = stored();
  expect(await learnedMixOf({ ...entry, table: { values: table.values.slice(0, N * DIM), nRows: N, nLayers: 1, dim: DIM } }, {}, { target: upos, head: 'logistic' })).toEqual({
    refusal: 'The model has one layer, so there is nothing to mix.',
  });
  await expect(learnedMixOf(stored(), {}, { target: ['NOUN'], head: 'logistic' })).rejects.toMatchObject({ code: 'bad-request' });
  const controller = new AbortController();
  await expect(learnedMixOf(stored(), {}, { target: upos, head: 'logistic' }, { signal: controller.signal, onProgress: ({ nDone }) => { if (nDone === 2) controller.abort(); } })).rejects.toMatchObject({ code: 'cancelled' });
});

it('learns a mix with a CRF of whole sentences, tells how far it is, can be cancelled, and says what a set lacks for it', async () => {
  const asked = { target: upos, head: 'crf' } as const;
  expect(await learnedMixOf(stored(), {}, asked)).toEqual({ refusal: expect.stringContaining('none of the 40 occurrences here stand with all other words of their sentence') as string });
  // Two words a sentence.
  const of = stored();
  const two = upos.map((_, row): Occurrence => {
    const text = `bank ${String.fromCharCode(97 + Math.floor(row / 2))}holds`;
    const [charStart, charEnd] = row % 2 === 0 ? [0, 4] : [5, text.length];
    return { text, charStart, charEnd, word: text.slice(charStart, charEnd), labels: {} };
  });
  const whole: StoredEmbedding = { ...of, request: { ...of.request, occurrences: two } };
  const progress: string[] = [];
  const found = await learnedMixOf(whole, {}, asked, { onProgress: ({ nDone, nTotal }) => progress.push(`${nDone}/${nTotal}`) });
  expect(found).toMatchObject({ head: 'crf', lastLayer: { macro: 1 }, learnedMix: { macro: 1, n: N }, baselines: { macro: 0.5 }, leftOut: [] });
  expect(progress).toEqual(Array.from({ length: 30 }, (_, nDone) => `${nDone}/30`));
  const controller = new AbortController();
  await expect(learnedMixOf(whole, {}, asked, { signal: controller.signal, onProgress: ({ nDone }) => { if (nDone === 2) controller.abort(); } })).rejects.toMatchObject({ code: 'cancelled' });
});
