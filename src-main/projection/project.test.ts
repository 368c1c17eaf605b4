import { describe, expect, it } from 'vitest';
import type { MapQuality, Projection, ProjectionParameters } from '@contract/projection';
import { DEFAULT_PROJECTION } from '@contract/projection';
import { UMAP } from 'umap-js';
import { mulberry32 } from '@contract/prng';
import { project } from './project';
import { blobs, nearestInSameBlob } from './blobs.testing';
import type { Rows } from '@vectors/rows';

function map(rows: Rows, parameters: Partial<ProjectionParameters> = {}, nExtra = 0): Projection {
  return project({ ...rows, nExtra, parameters: { ...DEFAULT_PROJECTION, ...parameters } });
}

describe('project with UMAP', () => {
  it('gives the same bytes for the same seed, and others for another', () => {
    const rows = blobs(60, 20, 3, 0.5, 1);
    const first = map(rows).coordinates;
    expect(map(rows).coordinates).toEqual(first);
    expect(map(rows, { seed: 43 }).coordinates).not.toEqual(first);
  });

  it.each([['cosine', 3], ['cosine', 2], ['euclidean', 3], ['euclidean', 2]] as const)('keeps blobs apart: %s, %i components', (metric, nComponents) => {
    const { coordinates, quality } = map(blobs(90, 24, 3, 0.4, 2), { metric, nComponents });
    expect(coordinates).toHaveLength(90 * nComponents);
    expect(nearestInSameBlob(coordinates, nComponents, 3)).toBe(1);
    expect((quality as MapQuality).trustworthiness).toBeGreaterThan(0.9);
  });

  it('is at least as faithful as umap-js alone on the same rows', () => {
    const rows = blobs(120, 24, 6, 0.8, 3);
    const ours = map(rows, { metric: 'euclidean' });
    const plain = new UMAP({ nComponents: 3, random: mulberry32(42) });
    const points = plain.fit(Array.from({ length: rows.n }, (_, i) => Array.from(rows.values.subarray(i * rows.dim, (i + 1) * rows.dim))));
    expect(nearestInSameBlob(ours.coordinates, 3, 6)).toBeGreaterThanOrEqual(nearestInSameBlob(Float32Array.from(points.flat()), 3, 6) - 0.02);
  });

  it('centres the map and makes the 95th percentile of the radius 1, ghosts aside', () => {
    const { coordinates, quality, n } = map(blobs(101, 12, 4, 0.5, 4), {}, 1);
    expect(n).toBe(101);
    expect(quality).not.toBeNull();
    const radii = Array.from({ length: 100 }, (_, i) => Math.hypot(coordinates[i * 3] as number, coordinates[i * 3 + 1] as number, coordinates[i * 3 + 2] as number)).sort((a, b) => a - b);
    expect(radii[94]).toBeCloseTo(1, 5);
    for (let axis = 0; axis < 3; axis++) expect(coordinates.slice(0, 300).filter((_, i) => i % 3 === axis).reduce((sum, v) => sum + v, 0)).toBeCloseTo(0, 3);
  });

  it.each([0, 1, 7, 15])('says how many points are needed when there are %i', (n) => {
    expect(() => map(blobs(n, 4, 2, 0.5, 5))).toThrow(expect.objectContaining({ code: 'bad-input', message: `Too few points for a map: 16 needed, you have ${n}.` }));
  });

  it.each([16, 17, 18, 19, 20])('maps %i rows, and as many that are all equal', (n) => {
    expect(map(blobs(n, 4, 2, 0.5, 6)).coordinates.every(Number.isFinite)).toBe(true);
    const equal = map({ values: new Float32Array(n * 4).fill(0.5), n, dim: 4 });
    expect(equal.coordinates.every(Number.isFinite)).toBe(true);
    const zeros = map({ values: new Float32Array(n * 4), n, dim: 4 });
    expect(zeros.coordinates.every(Number.isFinite)).toBe(true);
  });

  it('keeps duplicates together', () => {
    const rows = blobs(40, 8, 2, 0.6, 7);
    rows.values.copyWithin(8, 0, 8);
    const { coordinates } = map(rows);
    const gap = Math.hypot(...[0, 1, 2].map((axis) => (coordinates[axis] as number) - (coordinates[3 + axis] as number)));
    expect(gap).toBeLessThan(0.5);
  });

  it('refuses NaN by row number and a wrong length', () => {
    const rows = blobs(20, 4, 2, 0.5, 8);
    rows.values[4 * 16 + 1] = NaN;
    expect(() => map(rows)).toThrow('Row 17');
    expect(() => map({ values: new Float32Array(10), n: 20, dim: 4 })).toThrow(expect.objectContaining({ code: 'bad-input' }));
  });

  it('stops between two steps when told to', () => {
    const rows = blobs(40, 8, 2, 0.5, 9);
    let steps = 0;
    expect(() => project({ ...rows, nExtra: 0, parameters: DEFAULT_PROJECTION }, () => ++steps < 50)).toThrow(expect.objectContaining({ code: 'cancelled' }));
    expect(steps).toBe(50);
  });

  it('passes its stages in order, and shows the map while it moves', () => {
    const stages: string[] = [];
    const shown: Float32Array[] = [];
    const rows = blobs(40, 8, 2, 0.5, 10);
    const { coordinates } = project({ ...rows, nExtra: 0, parameters: { ...DEFAULT_PROJECTION, nEpochs: 60 } }, (step) => {
      if (stages[stages.length - 1] !== step.stage) stages.push(step.stage);
      if (step.coordinates !== undefined) shown.push(step.coordinates);
      return true;
    });
    expect(stages).toEqual(['check', 'neighbours', 'graph', 'start', 'layout', 'quality']);
    expect(shown).toHaveLength(60);
    expect(shown[59]).toEqual(coordinates);
    expect(shown[0]).not.toEqual(coordinates);
  });

  it.each([['spread', { spread: 3 }], ['localConnectivity', { localConnectivity: 3.5 }], ['setOpMixRatio', { setOpMixRatio: 0.2 }], ['negativeSampleRate', { negativeSampleRate: 12 }],
    ['repulsionStrength', { repulsionStrength: 3 }], ['nEpochs', { nEpochs: 80 }], ['init random', { init: 'random' }], ['init spectral', { init: 'spectral' }], ['nPcaComponents', { nPcaComponents: 4 }],
    ['minDist', { minDist: 0.6 }], ['nNeighbors', { nNeighbors: 7 }]] as const)('heeds %s, the same way each time, and stays faithful', (_, changed) => {
    const rows = blobs(60, 12, 3, 0.4, 12);
    const { coordinates, quality } = map(rows, changed);
    expect(map(rows, changed).coordinates).toEqual(coordinates);
    expect(coordinates).not.toEqual(map(rows).coordinates);
    expect((quality as MapQuality).trustworthiness).toBeGreaterThan(0.85);
  });

  it('takes a given start as it is, rows with NaN among their neighbours', () => {
    const rows = blobs(60, 12, 3, 0.4, 13);
    const first = map(rows);
    const start = first.coordinates.map((value) => value * (first.unit as number));
    start.fill(NaN, 0, 9);
    const { coordinates } = project({ ...rows, nExtra: 0, start, learningRate: 0.05, parameters: { ...DEFAULT_PROJECTION, nEpochs: 30 } });
    const moved = Array.from({ length: 60 }, (_, row) => Math.hypot(...[0, 1, 2].map((axis) => (coordinates[row * 3 + axis] as number) - (first.coordinates[row * 3 + axis] as number))));
    expect(moved.slice(3).reduce((sum, one) => sum + one, 0) / 57).toBeLessThan(0.15);
    expect(nearestInSameBlob(coordinates, 3, 3)).toBe(1);
  });

  it.each(['nNeighbors', 'minDist', 'spread', 'localConnectivity', 'setOpMixRatio', 'negativeSampleRate', 'repulsionStrength', 'nEpochs', 'nPcaComponents', 'seed'] as const)('refuses %s out of range', (name) => {
    const rows = blobs(40, 8, 2, 0.5, 14);
    for (const wrong of [-1, NaN, 1e12]) expect(() => map(rows, { [name]: wrong })).toThrow(expect.objectContaining({ code: 'bad-input' }));
  });
});

describe('every method', () => {
  const methods = [{ method: 'umap' }, { method: 'umap-js', nEpochs: 50 }, { method: 'pca' }, { method: 'tsne', perplexity: 5, nEpochs: 100 }] as const;
  const isDefined = (rows: Rows, parameters: Partial<ProjectionParameters>): void => {
    const { coordinates, n } = map(rows, parameters);
    expect(n).toBe(rows.n);
    expect(coordinates).toHaveLength(rows.n * 3);
    expect(coordinates.every(Number.isFinite)).toBe(true);
  };

  it.each(methods)('$method: one huge outlier', (parameters) => {
    for (const metric of ['cosine', 'euclidean'] as const) {
      const rows = blobs(40, 8, 2, 0.5, 15);
      rows.values.fill(1e18, 0, 8);
      isDefined(rows, { ...parameters, metric });
    }
  });

  it.each(methods)('$method: rows of one number', (parameters) => {
    for (const metric of ['cosine', 'euclidean'] as const) isDefined(blobs(40, 1, 2, 0.5, 16), { ...parameters, metric });
  });

  it.each(methods)('$method: all rows equal, and half of them', (parameters) => {
    for (const metric of ['cosine', 'euclidean'] as const) {
      isDefined({ values: new Float32Array(40 * 4).fill(0.5), n: 40, dim: 4 }, { ...parameters, metric });
      const rows = blobs(40, 4, 2, 0.5, 17);
      for (let row = 0; row < 20; row++) rows.values.copyWithin(row * 4, 0, 4);
      isDefined(rows, { ...parameters, metric });
    }
  });

  it.each(methods)('$method: refuses NaN by row', (parameters) => {
    const rows = blobs(40, 4, 2, 0.5, 18);
    rows.values[4 * 30 + 2] = Infinity;
    expect(() => map(rows, parameters)).toThrow('Row 31 holds a value that is not a number. Remove that row or embed it again.');
  });

  it.each(methods)('$method: 0 to 20 rows give a map or one clear refusal', (parameters) => {
    for (let n = 0; n <= 20; n++) {
      const act = (): void => { isDefined(blobs(n, 4, 2, 0.5, 19), parameters); };
      if (parameters.method === 'pca' || n >= 16) act();
      else expect(act).toThrow(parameters.method === 'tsne' ? /perplexity/i : `Too few points for a map: 16 needed, you have ${n}.`);
    }
  });

  it.each(methods)('$method: the same bytes for the same seed', (parameters) => {
    const rows = blobs(40, 6, 2, 0.5, 20);
    expect(map(rows, parameters)).toEqual(map(rows, parameters));
  });
});

describe('project with umap-js', () => {
  it('gives a map as faithful as ours from the same neighbours and start', () => {
    const rows = blobs(200, 24, 8, 0.8, 21);
    const [ours, theirs] = (['umap', 'umap-js'] as const).map((method) => map(rows, { method }).quality as MapQuality);
    expect(Math.abs((ours as MapQuality).trustworthiness - (theirs as MapQuality).trustworthiness)).toBeLessThan(0.03);
    expect(Math.abs((ours as MapQuality).continuity - (theirs as MapQuality).continuity)).toBeLessThan(0.03);
  });

  it('has no spectral start', () => {
    expect(() => map(blobs(40, 6, 2, 0.5, 22), { method: 'umap-js', init: 'spectral' })).toThrow('umap-js has no spectral start. Choose PCA or random.');
  });
});

describe('project with PCA', () => {
  it('needs no neighbours: two rows make a map without a quality', () => {
    const { coordinates, quality } = map({ values: Float32Array.of(1, 0, 0, 1), n: 2, dim: 2 }, { method: 'pca', metric: 'euclidean' });
    expect(Array.from(coordinates)).toEqual([1, 0, 0, -1, 0, 0].map((v) => expect.closeTo(v, 6) as number));
    expect(quality).toBeNull();
  });

  it('ignores lengths under the cosine metric', () => {
    const rows = blobs(20, 5, 2, 0.5, 11);
    const longer = rows.values.map((value, index) => value * (1 + (Math.floor(index / 5) % 4)));
    const a = map(rows, { method: 'pca' }).coordinates;
    map({ ...rows, values: longer }, { method: 'pca' }).coordinates.forEach((value, i) => expect(value).toBeCloseTo(a[i] as number, 4));
  });
});
