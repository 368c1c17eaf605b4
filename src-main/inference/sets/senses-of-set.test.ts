import { expect, it } from 'vitest';
import type { InduceProgress } from '@contract/layers/induced-senses';
import type { Occurrence } from '@contract/occurrence';
import { mulberry32 } from '@contract/prng';
import type { StoredEmbedding } from './embedding-store';
import { describedClustersOf, inducedSensesOf } from './senses-of-set';

const N = 40;
const [N_LAYERS, DIM] = [2, 6];
const senseOf = (row: number): string => (row % 2 === 0 ? 'money' : 'river');
const occurrences: readonly Occurrence[] = Array.from({ length: N }, (_, row) => ({
  text: `bank ${row} has ${row % 2 === 0 ? 'loans' : 'reeds'} here`,
  charStart: 0,
  charEnd: 4,
  word: 'bank',
  labels: { sense: senseOf(row) },
}));

/** Noise at layer 0; at layer 1 the senses are apart. @param missing rows of zeros */
function stored(missing: readonly number[] = []): StoredEmbedding {
  const random = mulberry32(7);
  const values = Float32Array.from({ length: N * N_LAYERS * DIM }, (_, at) => {
    const [row, layer, d] = [Math.floor(at / (N_LAYERS * DIM)), Math.floor(at / DIM) % N_LAYERS, at % DIM];
    const noise = random() - 0.5;
    return missing.includes(row) ? 0 : layer === 1 && d === 0 ? (senseOf(row) === 'money' ? 3 : -3) + noise : noise;
  });
  const request = { modelId: 'm', pooling: 'mean', device: 'cpu', occurrences } as const;
  const summary = {
    key: 'k', modelId: 'm', pooling: 'mean', nOccurrences: N, nLayers: N_LAYERS, dim: DIM, device: { provider: 'cpu', label: 'CPU' }, elapsedMs: 0, nCached: 0, subwords: [], missing,
    senseRecall: null, nearest: { rows: new Int32Array(0), ofLayer: [] }, contrast: null,
  } as const;
  return { summary, request, table: { values, nRows: N, nLayers: N_LAYERS, dim: DIM } };
}

const asked = { seq: 1, key: 'k', layer: 1, method: 'kmeans', nClusters: null, seed: 42, rows: null } as const;

it.each(['kmeans', 'agglomerative', 'hdbscan'] as const)('finds two senses with %s, their words, and that chance would not', async (method) => {
  const progress: InduceProgress[] = [];
  const found = await inducedSensesOf(stored(), { ...asked, method }, { onProgress: (one) => progress.push(one) });
  expect([...found.clusters]).toEqual(occurrences.map((_, row) => row % 2));
  expect(found.words).toEqual([['loans'], ['reeds']]);
  expect(found.silhouette).toBeGreaterThan(0.9);
  expect(found.scores).toMatchObject({ n: N, nLoose: 0, nSenses: 2, ari: 1, vMeasure: 1, chance: { ari: 0 } });
  expect(found.scores?.chance.vMeasure).toBeGreaterThan(0);
  expect(found.scores?.chance.vMeasure).toBeLessThan(0.06);
  expect(found.tried).toHaveLength(method === 'hdbscan' ? 1 : 9);
  expect(progress.at(-1)).toEqual({ stage: 'induce', nDone: found.tried.length, nTotal: found.tried.length });
});

it('agrees with the senses no better than chance where the layer knows nothing of them', async () => {
  const { scores } = await inducedSensesOf(stored(), { ...asked, layer: 0, nClusters: 2 });
  expect(Math.abs(scores?.ari ?? 1)).toBeLessThan(0.15);
});

it('leaves rows without a vector out, and clusters some rows alone', async () => {
  const found = await inducedSensesOf(stored([0, 1]), asked);
  expect([...found.clusters.subarray(0, 4)]).toEqual([-1, -1, 0, 1]);
  expect(found.scores).toMatchObject({ n: N - 2, nLoose: 0 });
  const some = await inducedSensesOf(stored(), { ...asked, nClusters: 2, rows: [3, 4, 5, 6] });
  expect([...some.clusters].flatMap((cluster, row) => (cluster < 0 ? [] : [[row, cluster]]))).toEqual([[3, 0], [4, 1], [5, 0], [6, 1]]);
});

it('describes clusters that were made by hand, rows in none as one more group', () => {
  const described = describedClustersOf(stored(), occurrences.map((_, row) => (row < 4 ? -1 : 0)));
  expect(described.words).toEqual([[]]);
  expect(described.scores).toMatchObject({ n: N, nLoose: 4, homogeneity: 0 });
  expect(() => describedClustersOf(stored(), [0])).toThrow('There are 1 clusters for 40 rows.');
});

it('refuses what cannot be clustered, and ends when it is cancelled', async () => {
  await expect(inducedSensesOf(stored(), { ...asked, layer: 2 })).rejects.toMatchObject({ code: 'bad-request' });
  await expect(inducedSensesOf(stored(), { ...asked, rows: [N] })).rejects.toMatchObject({ code: 'bad-request', message: 'The set has 40 rows.' });
  await expect(inducedSensesOf(stored(), { ...asked, method: 'hdbscan', nClusters: 3 })).rejects.toMatchObject({ code: 'bad-request' });
  await expect(inducedSensesOf(stored(), { ...asked, rows: [1, 2] })).rejects.toMatchObject({
    code: 'bad-input',
    message: '2 occurrences are too few for any clusters; there must be 3. Add sentences.',
  });
  const controller = new AbortController();
  const progress: number[] = [];
  const finding = inducedSensesOf(stored(), asked, { signal: controller.signal, onProgress: ({ nDone }) => { progress.push(nDone); if (nDone === 1) controller.abort(); } });
  await expect(finding).rejects.toMatchObject({ code: 'cancelled' });
  expect(progress).toEqual([0, 1]);
});
