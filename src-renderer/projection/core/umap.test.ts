import { describe, expect, it } from 'vitest';
import type { MapQuality, Projection, ProjectionParameters } from '@contract/projection';
import { DEFAULT_PROJECTION } from '@contract/projection';
import { UMAP } from 'umap-js';
import { mulberry32 } from '@contract/prng';
import { project, projectInSlices } from './project';
import { blobs, nearestInSameBlob } from './test-blobs';
import type { Rows } from './rows';

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

  it('gives the same map in slices, and cancels between them', async () => {
    const rows = blobs(40, 8, 2, 0.5, 10);
    const input = { ...rows, nExtra: 0, parameters: DEFAULT_PROJECTION };
    const seen = new Set<string>();
    const sliced = await projectInSlices(input, { sliceMs: 0, onStep: (step) => seen.add(step.stage) });
    expect(sliced.coordinates).toEqual(project(input).coordinates);
    expect(Array.from(seen)).toEqual(['neighbours', 'layout', 'quality']);
    await expect(projectInSlices(input, { sliceMs: 0, shouldCancel: () => true })).rejects.toMatchObject({ code: 'cancelled' });
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
