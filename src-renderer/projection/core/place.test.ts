import { describe, expect, it } from 'vitest';
import { mulberry32 } from '@contract/prng';
import { membership, placeRows, type PlacedMap } from './place';
import { blobs } from './test-blobs';

const square: PlacedMap = {
  rows: { values: Float32Array.of(0, 0, 4, 0, 0, 4, 4, 4), n: 4, dim: 2 },
  coordinates: Float32Array.of(0, 0, 1, 0, 0, 1, 1, 1),
  nComponents: 2,
};

describe('placeRows', () => {
  it('puts a known row where it is', () => {
    expect(Array.from(placeRows(square, { values: Float32Array.of(4, 0), n: 1, dim: 2 }, 'euclidean', 3))).toEqual([1, 0]);
  });

  it('puts a row equal to several known rows on their mean', () => {
    const twins: PlacedMap = { rows: { values: Float32Array.of(1, 1, 9), n: 3, dim: 1 }, coordinates: Float32Array.of(0, 2, 7), nComponents: 1 };
    expect(Array.from(placeRows(twins, { values: Float32Array.of(1), n: 1, dim: 1 }, 'euclidean', 3))).toEqual([1]);
  });

  it('puts the centre of a square in the centre of the map', () => {
    expect(Array.from(placeRows(square, { values: Float32Array.of(2, 2), n: 1, dim: 2 }, 'euclidean', 4))).toEqual([0.5, 0.5]);
  });

  it('goes with the nearest of unlike neighbours', () => {
    const [x] = placeRows(square, { values: Float32Array.of(1, 2), n: 1, dim: 2 }, 'euclidean', 4);
    expect(x).toBeLessThan(0.5);
  });

  it('places each row on its own: alone or among others, the same bytes', () => {
    const rows = blobs(50, 12, 3, 0.5, 1);
    const map: PlacedMap = { rows, coordinates: Float32Array.from({ length: 150 }, mulberry32(2)), nComponents: 3 };
    const added = blobs(4, 12, 3, 0.7, 3);
    const together = placeRows(map, added, 'cosine', 15);
    const alone = placeRows(map, { values: added.values.slice(24, 36), n: 1, dim: 12 }, 'cosine', 15);
    expect(together.slice(6, 9)).toEqual(alone);
  });

  it('never leaves the box of the map', () => {
    const random = mulberry32(4);
    const far = placeRows(square, { values: Float32Array.from({ length: 40 }, () => random() * 100 - 50), n: 20, dim: 2 }, 'euclidean', 4);
    expect(far.every((value) => value >= 0 && value <= 1)).toBe(true);
  });

  it('refuses NaN, another width and an empty map', () => {
    expect(() => placeRows(square, { values: Float32Array.of(1, NaN), n: 1, dim: 2 }, 'euclidean', 3)).toThrow('Row 1');
    expect(() => placeRows(square, { values: Float32Array.of(1), n: 1, dim: 1 }, 'euclidean', 3)).toThrow(expect.objectContaining({ code: 'bad-input' }));
    const empty = { rows: { values: new Float32Array(0), n: 0, dim: 2 }, coordinates: new Float32Array(0), nComponents: 2 };
    expect(() => placeRows(empty, { values: Float32Array.of(1, 2), n: 1, dim: 2 }, 'euclidean', 3)).toThrow('There is no map yet');
  });
});

describe('membership', () => {
  it('gives the nearest 1 and a sum of log2 k', () => {
    const weights = membership([0.1, 0.2, 0.25, 0.3, 0.6, 0.7, 0.8, 0.9]);
    expect(weights[0]).toBe(1);
    expect(weights.reduce((a, b) => a + b, 0)).toBeCloseTo(3, 4);
  });

  it('gives equal distances equal weights', () => {
    expect(membership([0.4, 0.4, 0.4])).toEqual([1, 1, 1]);
  });
});
