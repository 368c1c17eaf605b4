import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { drained } from '@contract/steps';
import { describe, expect, it } from 'vitest';
import { cosinesOf } from '../cosines';
import { cutTree, linkageSteps } from './agglomerative';
import { hdbscanSteps } from './hdbscan';
import { inOrder, kMeansSteps, lloydSteps } from './kmeans';
import { clusterScores } from './scores';
import { tellingWords } from './telling-words';

interface Golden {
  readonly dim: number;
  readonly rows: readonly number[];
  readonly senses: readonly string[];
  readonly start: readonly number[];
  readonly lloyd: { readonly clusters: readonly number[]; readonly inertia: number };
  readonly bestInertia: number;
  readonly linked: Readonly<Record<string, readonly number[]>>;
  readonly dense: Readonly<Record<string, readonly number[]>>;
  readonly scores: readonly { readonly clusters: readonly number[]; readonly found: readonly number[] }[];
}

const golden = JSON.parse(readFileSync(resolve(import.meta.dirname, 'golden/clustering.json'), 'utf8')) as Golden;
const rows = { values: Float32Array.from(golden.rows), n: golden.rows.length / golden.dim, dim: golden.dim };

describe('k-means', () => {
  it('takes scikit-learn’s way from the same centres', () => {
    const { clusters, inertia } = drained(lloydSteps(rows, Float64Array.from(golden.start), 300));
    expect([...clusters]).toEqual(golden.lloyd.clusters);
    expect(inertia).toBeCloseTo(golden.lloyd.inertia, 4);
  });

  it('finds the best of scikit-learn’s fifty starts, the same for a seed', () => {
    const fit = drained(kMeansSteps(rows, { k: 4, seed: 1, nStarts: 20 }));
    expect(fit.inertia).toBeCloseTo(golden.bestInertia, 4);
    expect(drained(kMeansSteps(rows, { k: 4, seed: 1, nStarts: 20 }))).toEqual(fit);
    expect(fit.clusters[0]).toBe(0);
  });

  it('gives every cluster a row, also of equal rows, and refuses fewer rows than clusters', () => {
    const equal = { values: new Float32Array(5 * 2).fill(1), n: 5, dim: 2 };
    expect(new Set(drained(kMeansSteps(equal, { k: 3, seed: 1, maxRounds: 5 })).clusters).size).toBe(3);
    expect(() => drained(kMeansSteps(equal, { k: 6, seed: 1 }))).toThrow('5 rows are fewer than 6 clusters');
  });
});

describe('agglomerative clustering', () => {
  const tree = drained(linkageSteps(cosinesOf(rows), rows.n));

  it.each(Object.keys(golden.linked))('cuts the tree of average linkage as scikit-learn does, into %s', (k) => {
    expect([...cutTree(tree, rows.n, Number(k))]).toEqual([...inOrder(golden.linked[k] as readonly number[])]);
  });

  it('leaves every row alone, or all together', () => {
    expect([...cutTree(tree, rows.n, rows.n)]).toEqual(Array.from({ length: rows.n }, (_, row) => row));
    expect(new Set(cutTree(tree, rows.n, 1))).toEqual(new Set([0]));
  });
});

describe('clustering by density', () => {
  const named = (clusters: ArrayLike<number>): readonly number[][] =>
    [...new Set(Array.from(clusters))]
      .sort((a, b) => a - b)
      .map((one) => Array.from(clusters).flatMap((cluster, row) => (cluster === one ? [row] : [])));

  it.each(Object.keys(golden.dense))('finds scikit-learn’s clusters and its noise, of at least %s rows', (sizes) => {
    const [minClusterSize = 5, minSamples = minClusterSize] = (sizes.match(/\d+/gu) ?? []).map(Number);
    const found = drained(hdbscanSteps(cosinesOf(rows), rows.n, { minClusterSize, minSamples }));
    const wanted = golden.dense[sizes] as readonly number[];
    expect(new Set(named(found).map(String))).toEqual(new Set(named(wanted).map(String)));
    expect([...found.keys()].filter((row) => found[row] === -1)).toEqual([...wanted.keys()].filter((row) => wanted[row] === -1));
    expect(found.find((cluster) => cluster >= 0) ?? 0).toBe(0);
  });

  it('parts two heaps of equal rows, and finds none among equal rows alone or too few', () => {
    const heaps = { values: Float32Array.from([...Array.from({ length: 12 }, () => [1, 0]), ...Array.from({ length: 12 }, () => [0, 1])].flat()), n: 24, dim: 2 };
    expect([...drained(hdbscanSteps(cosinesOf(heaps), 24, { minClusterSize: 5 }))]).toEqual([...Array<number>(12).fill(0), ...Array<number>(12).fill(1)]);
    expect(new Set(drained(hdbscanSteps(new Float32Array(100).fill(1), 10, { minClusterSize: 5 })))).toEqual(new Set([-1]));
    expect(() => drained(hdbscanSteps(new Float32Array(9).fill(1), 3, { minClusterSize: 5 }))).toThrow('3 rows are fewer than 5 samples');
  });
});

describe('clusterScores', () => {
  it.each(golden.scores.map((one, i) => [i, one] as const))('are scikit-learn’s, case %i', (_, { clusters, found }) => {
    const { ari, homogeneity, completeness, vMeasure } = clusterScores(golden.senses, clusters);
    [ari, homogeneity, completeness, vMeasure].forEach((score, i) => { expect(score).toBeCloseTo(found[i] as number, 10); });
  });

  it('of nothing there is none', () => {
    expect(() => clusterScores([], [])).toThrow('no row has a sense');
  });
});

describe('tellingWords', () => {
  it('names what one cluster has and the others have not, and nothing that stands in one sentence alone', () => {
    const texts = [['loan', 'city'], ['loan', 'rate', 'city'], ['rate', 'loan'], ['water', 'city'], ['water', 'mud'], ['mud', 'city', 'heron']];
    expect(tellingWords(texts, [0, 0, 0, 1, 1, 1], 2)).toEqual([['loan', 'rate'], ['mud', 'water']]);
    expect(tellingWords([], [], 3)).toEqual([]);
  });
});
