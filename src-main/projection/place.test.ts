import { describe, expect, it } from 'vitest';
import { DEFAULT_PROJECTION, type ProjectionParameters } from '@contract/projection';
import { mulberry32 } from '@contract/prng';
import { nearestAmong, prepareSearch } from './neighbours';
import { freePlacement, placeAmong, placeRows, preparePlacement, type PlacedMap } from './place';
import { project } from './project';
import { blobs } from './blobs.testing';
import type { Rows } from '@vectors/rows';

/** A map without a unit: points stay where their neighbours' mean is. */
function flat(coordinates: Float32Array, nComponents: number, parameters: Partial<ProjectionParameters> = {}): PlacedMap {
  return { coordinates, nComponents, parameters: { ...DEFAULT_PROJECTION, method: 'pca', metric: 'euclidean', ...parameters }, unit: null };
}

const square: Rows = { values: Float32Array.of(0, 0, 4, 0, 0, 4, 4, 4), n: 4, dim: 2 };
const corners = flat(Float32Array.of(0, 0, 1, 0, 0, 1, 1, 1), 2, { nNeighbors: 5 });

function at(...values: number[]): Rows {
  return { values: Float32Array.from(values), n: values.length / 2, dim: 2 };
}

/** Blobs, and a map that lays blob b around (3b, 0, 0). */
const rows = blobs(120, 12, 3, 0.4, 1);
const random = mulberry32(2);
const laid: PlacedMap = {
  coordinates: Float32Array.from({ length: 360 }, (_, index) => (index % 3 === 0 ? 3 * (Math.floor(index / 3) % 3) : 0) + 0.4 * (random() - 0.5)),
  nComponents: 3, parameters: DEFAULT_PROJECTION, unit: 5,
};

describe('placeRows', () => {
  it('puts a known row where it is, in a map with and without a unit', () => {
    expect(Array.from(placeRows(preparePlacement(corners, square), at(4, 0)))).toEqual([1, 0]);
    const known = { values: rows.values.slice(12 * 7, 12 * 8), n: 1, dim: 12 };
    expect(placeRows(preparePlacement(laid, rows), known)).toEqual(laid.coordinates.slice(21, 24));
  });

  it('puts a row equal to several known rows on their mean', () => {
    const twins: Rows = { values: Float32Array.of(1, 1, 9), n: 3, dim: 1 };
    expect(Array.from(placeRows(preparePlacement(flat(Float32Array.of(0, 2, 7), 1), twins), { values: Float32Array.of(1), n: 1, dim: 1 }))).toEqual([1]);
  });

  it('puts the centre of a square in the centre of the map, and an unlike row by its nearest', () => {
    const placement = preparePlacement(corners, square);
    expect(Array.from(placeRows(placement, at(2, 2)))).toEqual([0.5, 0.5]);
    expect(placeRows(placement, at(1, 2))[0]).toBeLessThan(0.5);
  });

  it('places each row alone as among others, and leaves the map bit-equal', () => {
    const before = laid.coordinates.slice();
    const added = blobs(40, 12, 3, 0.7, 3);
    const placement = preparePlacement(laid, rows);
    const together = placeRows(placement, added);
    for (const row of [0, 13, 39]) {
      const alone = placeRows(preparePlacement(laid, rows), { values: added.values.slice(row * 12, (row + 1) * 12), n: 1, dim: 12 });
      expect(together.slice(row * 3, (row + 1) * 3)).toEqual(alone);
    }
    expect(placeRows(placement, added)).toEqual(together);
    expect(laid.coordinates).toEqual(before);
  });

  it('stays with most of its neighbours where a mean would fall between two groups', () => {
    const values = Float32Array.from({ length: 9 }, (_, row) => 1 + row / 100);
    const line: Rows = { values, n: 9, dim: 1 };
    // Six of nine together, three far away; the query is as near to one as to the other.
    const map: PlacedMap = { coordinates: Float32Array.from({ length: 9 }, (_, row) => (row % 3 === 2 ? 10 : 0.1 * row)), nComponents: 1, parameters: { ...DEFAULT_PROJECTION, metric: 'euclidean', nNeighbors: 10 }, unit: 1 };
    const [placed] = placeRows(preparePlacement(map, line), { values: Float32Array.of(1.041), n: 1, dim: 1 });
    expect(placed).toBeGreaterThanOrEqual(0);
    expect(placed).toBeLessThanOrEqual(0.7);
    expect(placeRows(preparePlacement({ ...map, unit: null }, line), { values: Float32Array.of(1.041), n: 1, dim: 1 })[0]).toBeGreaterThan(1);
  });

  it('lies where no step makes the weighted distances less', () => {
    const three: Rows = { values: Float32Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1), n: 3, dim: 3 };
    const map: PlacedMap = { coordinates: Float32Array.of(0, 0, 2, 0, 1, Math.sqrt(3)), nComponents: 2, parameters: { ...DEFAULT_PROJECTION, nNeighbors: 4 }, unit: 1 };
    // Equally near: the Fermat point of an equilateral triangle is its centre.
    const placed = placeRows(preparePlacement(map, three), { values: Float32Array.of(1, 1, 1), n: 1, dim: 3 });
    expect([...placed]).toEqual([expect.closeTo(1, 4), expect.closeTo(Math.sqrt(3) / 3, 4)]);
  });

  it('finds more of the true neighbours than their mean does, and far more than chance would', () => {
    const all = blobs(330, 16, 11, 0.8, 9);
    const part = (from: number, to: number): Rows => ({ values: all.values.slice(from * 16, to * 16), n: to - from, dim: 16 });
    const known = part(0, 300), added = part(300, 330);
    const { coordinates, unit } = project({ ...known, nExtra: 0, parameters: DEFAULT_PROJECTION });
    const wanted = nearestAmong(prepareSearch(known, 'cosine'), added, 10).indices;
    const nFound = (by: number | null): number => {
      const placed = placeRows(preparePlacement({ coordinates, nComponents: 3, parameters: DEFAULT_PROJECTION, unit: by }, known), added);
      const inMap = nearestAmong(prepareSearch({ values: coordinates, n: 300, dim: 3 }, 'euclidean'), { values: placed, n: 30, dim: 3 }, 10).indices;
      return inMap.reduce((count, row, place) => count + (wanted.subarray(Math.floor(place / 10) * 10, Math.floor(place / 10) * 10 + 10).includes(row) ? 1 : 0), 0);
    };
    expect(unit).toBeGreaterThan(1);
    expect(nFound(unit)).toBeGreaterThan(nFound(null));
    // Of 300 rows ten are near: chance finds 10 of the 300 asked for.
    expect(nFound(unit)).toBeGreaterThan(100);
  });

  it('keeps new rows in their blobs', () => {
    const added = blobs(30, 12, 3, 0.4, 1);
    const placed = placeRows(preparePlacement(laid, rows), { values: added.values.map((value, index) => value + 0.01 * (index % 5)), n: 30, dim: 12 });
    for (let row = 0; row < 30; row++) expect(Math.abs((placed[row * 3] as number) - 3 * (row % 3))).toBeLessThan(0.6);
  });

  it('looks past ghosts: rows may be fewer than coordinates', () => {
    const ghosted = { ...laid, coordinates: Float32Array.from([...laid.coordinates, 99, 99, 99]) };
    const added = blobs(5, 12, 3, 0.7, 3);
    expect(placeRows(preparePlacement(ghosted, rows), added)).toEqual(placeRows(preparePlacement(laid, rows), added));
  });

  it('places among one, two and all equal rows', () => {
    for (const n of [1, 2, 20]) {
      const equal: Rows = { values: new Float32Array(n * 2).fill(3), n, dim: 2 };
      const map = { ...laid, coordinates: laid.coordinates.slice(0, n * 3) };
      expect(placeRows(preparePlacement(map, equal), at(3, 3, 1, -2, 0, 0)).every(Number.isFinite)).toBe(true);
    }
  });

  it('refuses NaN, another width, an empty map, a freed placement', () => {
    const placement = preparePlacement(corners, square);
    expect(() => placeRows(placement, at(1, NaN))).toThrow('Row 1');
    expect(() => placeRows(placement, { values: Float32Array.of(1), n: 1, dim: 1 })).toThrow(expect.objectContaining({ code: 'bad-input' }));
    expect(() => preparePlacement(flat(new Float32Array(0), 2), at())).toThrow('There is no map yet');
    freePlacement(placement);
    expect(() => placeRows(placement, at(1, 1))).toThrow(expect.objectContaining({ code: 'internal' }));
  });
});

describe('placeAmong', () => {
  it('is placeRows for neighbours that are known', () => {
    const added = blobs(1, 12, 3, 0.7, 3);
    const { indices, distances } = nearestAmong(prepareSearch(rows, 'cosine'), added, 14);
    const neighbours = Array.from(indices, (row, place) => ({ row, distance: distances[place] as number }));
    const still = { ...laid, unit: null };
    expect(placeAmong(still, neighbours)).toEqual(placeRows(preparePlacement(still, rows), added));
    expect(placeAmong(laid, neighbours)).toEqual(placeRows(preparePlacement(laid, rows), added));
  });

  it('goes nowhere without neighbours', () => {
    expect(() => placeAmong(laid, [])).toThrow(expect.objectContaining({ code: 'bad-input' }));
  });
});
