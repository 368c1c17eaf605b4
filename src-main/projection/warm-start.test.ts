import { describe, expect, it } from 'vitest';
import { DEFAULT_PROJECTION, type MapQuality, type Projection, type ProjectionParameters } from '@contract/projection';
import { layers } from './align/layers.testing';
import { project } from './project';
import { blobs } from './blobs.testing';
import { warmSteps, type WarmInput, type WarmProjection } from './warm-start';
import type { Rows } from '@vectors/rows';

function warm(rows: Rows, ids: ArrayLike<number>, earlier: WarmInput['earlier'], parameters: Partial<ProjectionParameters> = {}, nExtra = 0): WarmProjection {
  const steps = warmSteps({ ...rows, nExtra, parameters: { ...DEFAULT_PROJECTION, ...parameters }, ids: Int32Array.from(ids), earlier });
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

function part({ values, dim }: Rows, picked: readonly number[]): Rows {
  const out = new Float32Array(picked.length * dim);
  picked.forEach((row, place) => out.set(values.subarray(row * dim, (row + 1) * dim), place * dim));
  return { values: out, n: picked.length, dim };
}

const all = blobs(420, 20, 8, 0.7, 3);
const first = Array.from({ length: 400 }, (_, row) => row);
const earlier = project({ ...part(all, first), nExtra: 0, parameters: DEFAULT_PROJECTION });

function faith({ quality }: Projection): number {
  return (quality as MapQuality).trustworthiness;
}

describe('warmSteps', () => {
  it('keeps the picture of a set that grew by 5 %', () => {
    const grown = Array.from({ length: 420 }, (_, row) => row);
    const { projection, residual } = warm(all, grown.map((row) => (row < 400 ? row : -1)), earlier);
    expect(residual.mean).toBeLessThan(0.08);
    expect(Number.isNaN(residual.distances[410])).toBe(true);
    expect(residual.distances[7]).toBeLessThan(0.5);
    expect(projection.n).toBe(420);
    expect(projection.parameters).toEqual(DEFAULT_PROJECTION);
    // A new map of the grown set is another picture, and no better.
    const anew = project({ ...all, nExtra: 0, parameters: DEFAULT_PROJECTION });
    expect(faith(projection)).toBeGreaterThan(faith(anew) - 0.01);
  });

  it('keeps the picture of a set that lost 5 %, whatever the order of the rest', () => {
    const left = first.filter((row) => row % 20 !== 3).reverse();
    const { projection, residual } = warm(part(all, left), left, earlier);
    expect(residual.mean).toBeLessThan(0.08);
    expect(faith(projection)).toBeGreaterThan(faith(earlier) - 0.01);
    const [x, y, z] = projection.coordinates;
    const was = earlier.coordinates.subarray((left[0] as number) * 3, (left[0] as number) * 3 + 3);
    expect(Math.hypot((x as number) - (was[0] as number), (y as number) - (was[1] as number), (z as number) - (was[2] as number))).toBeCloseTo(residual.distances[0] as number, 5);
  });

  it('puts new rows beside their like', () => {
    const { projection } = warm(all, Array.from({ length: 420 }, (_, row) => (row < 400 ? row : -1)), earlier);
    for (let row = 400; row < 420; row++) {
      const distances = first.map((other) => Math.hypot(...[0, 1, 2].map((axis) => (projection.coordinates[row * 3 + axis] as number) - (projection.coordinates[other * 3 + axis] as number))));
      expect(distances.indexOf(Math.min(...distances)) % 8).toBe(row % 8);
    }
  });

  it('goes on to another layer in less than the way between two maps made alone', () => {
    const [below, above] = layers(2, 240, 24, 8, 1) as [Rows, Rows];
    const start = project({ ...below, nExtra: 0, parameters: DEFAULT_PROJECTION });
    const { projection, residual } = warm(above, Array.from({ length: 240 }, (_, row) => row), start);
    const anew = project({ ...above, nExtra: 0, parameters: DEFAULT_PROJECTION });
    const fresh = warm(above, Array.from({ length: 240 }, (_, row) => row), { coordinates: start.coordinates, unit: null });
    expect(residual.mean).toBeLessThan(fresh.residual.mean);
    expect(faith(projection)).toBeGreaterThan(faith(anew) - 0.015);
  });

  it('turns a map of a method without a start onto the earlier one', () => {
    const rows = part(all, first);
    const plain = project({ ...rows, nExtra: 0, parameters: { ...DEFAULT_PROJECTION, method: 'pca' } });
    const mirrored = plain.coordinates.map((value, index) => (index % 3 === 0 ? -value : value));
    const { projection, residual } = warm(rows, first, { coordinates: mirrored, unit: null }, { method: 'pca' });
    expect(residual.mean).toBeCloseTo(0, 4);
    expect(projection.coordinates[0]).toBeCloseTo(mirrored[0] as number, 4);
  });

  it('makes the map as ever where no row is known, and gives the same bytes each time', () => {
    const rows = part(all, first.slice(0, 60));
    const unknown = warm(rows, new Int32Array(60).fill(-1), earlier);
    expect(unknown.projection.coordinates).toEqual(project({ ...rows, nExtra: 0, parameters: DEFAULT_PROJECTION }).coordinates);
    expect(unknown.residual.mean).toBe(0);
    expect(warm(rows, first.slice(0, 60), earlier)).toEqual(warm(rows, first.slice(0, 60), earlier));
  });

  it('refuses ids that do not fit', () => {
    const rows = part(all, first.slice(0, 40));
    expect(() => warm(rows, [0, 1], earlier)).toThrow('2 ids for 40 rows');
    expect(() => warm(rows, first.slice(0, 40).map((row) => row + 380), earlier)).toThrow('of an earlier map of 400');
  });
});
