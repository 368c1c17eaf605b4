import { describe, expect, it } from 'vitest';
import type { MapQuality, ProjectionParameters } from '@contract/projection';
import golden from './golden/map-quality.json';
import { mulberry32 } from '@contract/prng';
import { mapQuality, type MapMeasure } from './quality';
import type { Rows } from '@vectors/rows';

type Metric = ProjectionParameters['metric'];

function measureAll(rows: Rows, coordinates: Float32Array, nComponents: number, metric: Metric = 'euclidean', nExtra = 0): MapMeasure {
  const steps = mapQuality(rows, coordinates, nComponents, metric, null, nExtra);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

function measure(rows: Rows, coordinates: Float32Array, nComponents: number, metric: Metric = 'euclidean'): MapQuality | null {
  return measureAll(rows, coordinates, nComponents, metric).quality;
}

function line(...values: number[]): Rows {
  return { values: Float32Array.from(values), n: values.length, dim: 1 };
}

describe('mapQuality', () => {
  // scikit-learn is asked with k below 15 where n is small: the clipped k is the one to compare.
  it.each(golden.cases)('matches scikit-learn: n $n, $metric', ({ rows, coordinates, n, dim, k, metric, trustworthiness, continuity }) => {
    const quality = measure({ values: Float32Array.from(rows), n, dim }, Float32Array.from(coordinates), 2, metric as Metric) as MapQuality;
    expect(quality.k).toBe(k);
    expect(quality.trustworthiness).toBeCloseTo(trustworthiness, 9);
    expect(quality.continuity).toBeCloseTo(continuity, 9);
  });

  it('is computed by hand for five points on a line', () => {
    // k = 2. Originals 0 1 3 6 10; the map exchanges the last two places: 0 1 3 10 6.
    // Map neighbours that are new: row 3 (at 10) takes {4, 2}: as in the original {2, 4} by distance 3 and 4; row 4 (at 6): {2, 3}, original {3, 2}.
    // Row 2 (at 3): map {1, 0}, original {1, then 0 or 3 at distance 3: row order gives 0}. No intrusions at all.
    const same = measure(line(0, 1, 3, 6, 10), Float32Array.of(0, 1, 3, 10, 6), 1) as MapQuality;
    expect(same).toMatchObject({ k: 2, trustworthiness: 1, continuity: 1, neighboursKept: 10 });
    // The map puts row 0 at 11: its neighbours become {4 (rank 4), 3 (rank 3)}: penalty 2 + 1. Row 3 (at 6) has {2, 4} both times.
    // Row 4 (at 10): map {0 (rank 4), 3}: penalty 2. Row 1 (at 1): map {2, 3 (rank 3)}: penalty 1. Row 2: map {1, 3 (rank 3)}: penalty 1.
    // Sum 7, factor 2 / (5 · 2 · (10 − 6 − 1)) = 1/15.
    expect((measure(line(0, 1, 3, 6, 10), Float32Array.of(11, 1, 3, 6, 10), 1) as MapQuality).trustworthiness).toBeCloseTo(1 - 7 / 15, 12);
  });

  it('is 1, 1 and 10 of 10 where the map is the data', () => {
    const values = Float32Array.from({ length: 60 * 3 }, mulberry32(1));
    expect(measure({ values, n: 60, dim: 3 }, values.slice(), 3)).toEqual({ k: 15, trustworthiness: 1, continuity: 1, neighboursKept: 10, nMeasured: 60 });
  });

  it('falls towards one half for a map without relation to the data', () => {
    const random = mulberry32(2);
    const values = Float32Array.from({ length: 200 * 8 }, random);
    const quality = measure({ values, n: 200, dim: 8 }, Float32Array.from({ length: 400 }, random), 2) as MapQuality;
    expect(quality.trustworthiness).toBeGreaterThan(0.4);
    expect(quality.trustworthiness).toBeLessThan(0.6);
    expect(quality.neighboursKept).toBeLessThan(1.5);
  });

  it.each([0, 1, 2])('has no value for %i rows', (n) => {
    expect(measure(line(...Array.from({ length: n }, (_, i) => i)), new Float32Array(n), 1)).toBeNull();
  });

  it.each([3, 4, 10, 16, 20])('stays in range for %i equal rows', (n) => {
    const quality = measure(line(...Array.from({ length: n }, () => 1)), new Float32Array(n), 1) as MapQuality;
    expect(quality.trustworthiness).toBe(1);
    expect(quality.continuity).toBe(1);
    expect(quality.neighboursKept).toBeCloseTo(10, 12);
  });


  it('leaves ghosts out: what stands behind the measured rows changes nothing', () => {
    const random = mulberry32(5);
    const values = Float32Array.from({ length: 70 * 6 }, random), coordinates = Float32Array.from({ length: 70 * 2 }, random);
    const alone = measureAll({ values: values.slice(0, 60 * 6), n: 60, dim: 6 }, coordinates.slice(0, 120), 2);
    const withGhosts = measureAll({ values, n: 70, dim: 6 }, coordinates, 2, 'euclidean', 10);
    expect(withGhosts.quality).toEqual(alone.quality);
    expect(withGhosts.distortion?.subarray(0, 60)).toEqual(alone.distortion);
    expect(Array.from(withGhosts.distortion?.subarray(60) ?? [])).toEqual(new Array(10).fill(0));
  });
});

describe('distortion', () => {
  it('is the share of lost neighbours, row by row', () => {
    // k = 2. Neighbours on the line: 0 {1, 2}, 1 {0, 2}, 2 {1, 0}, 3 {2, 4}, 4 {3, 2}. In the map row 0 stands at 11:
    // 0 {4, 3}: none kept. 1 {2, 3}: one of two. 2 {1, 3}: one. 3 {2, 4}: both. 4 {0, 3}: one.
    const { distortion } = measureAll(line(0, 1, 3, 6, 10), Float32Array.of(11, 1, 3, 6, 10), 1);
    expect(Array.from(distortion as Float32Array)).toEqual([1, 0.5, 0.5, 0, 0.5]);
  });

  it('is 0 everywhere where the map is the data, and null without a quality', () => {
    const values = Float32Array.from({ length: 40 * 2 }, mulberry32(6));
    expect(measureAll({ values, n: 40, dim: 2 }, values.slice(), 2).distortion).toEqual(new Float32Array(40));
    expect(measureAll(line(1, 2), Float32Array.of(1, 2), 1).distortion).toBeNull();
  });
});

describe('mapQuality of many rows', () => {
  const n = 3_050, dim = 6;
  const rows: Rows = { values: Float32Array.from({ length: n * dim }, mulberry32(8)), n, dim };
  const coordinates = Float32Array.from({ length: n * 2 }, (_, index) => (rows.values[Math.floor(index / 2) * dim + (index % 2)] as number));

  /** Every row, every pair, in double precision. */
  function direct(): { trustworthiness: number; continuity: number; distortion: Float32Array } {
    const distancesFrom = (values: Float32Array, width: number, row: number): Float64Array => {
      const squared = new Float64Array(n);
      for (let index = 0; index < n * width; index++) {
        const difference = (values[row * width + (index % width)] as number) - (values[index] as number);
        (squared[Math.floor(index / width)] as number) += difference * difference;
      }
      return squared;
    };
    // No two are as far: the row itself is number 0, its k-th nearest number k.
    const nearest = (distances: Float64Array, row: number): number[] => {
      const farthest = distances.slice().sort()[15] as number;
      const near: number[] = [];
      for (let other = 0; other < n; other++) if (other !== row && (distances[other] as number) <= farthest) near.push(other);
      return near;
    };
    const rank = (distances: Float64Array, other: number): number => {
      let count = 0;
      for (const distance of distances) if (distance < (distances[other] as number)) count++;
      return count;
    };
    let intrusion = 0, extrusion = 0;
    const distortion = new Float32Array(n);
    for (let row = 0; row < n; row++) {
      const original = distancesFrom(rows.values, dim, row), shown = distancesFrom(coordinates, 2, row);
      const nearOriginal = nearest(original, row), nearShown = nearest(shown, row);
      for (const other of nearShown) if (!nearOriginal.includes(other)) intrusion += rank(original, other) - 15;
      for (const other of nearOriginal) if (!nearShown.includes(other)) extrusion += rank(shown, other) - 15;
      distortion[row] = nearOriginal.filter((other) => !nearShown.includes(other)).length / 15;
    }
    const scale = 2 / (n * 15 * (2 * n - 46));
    return { trustworthiness: 1 - scale * intrusion, continuity: 1 - scale * extrusion, distortion };
  }

  it('measures a fixed sample among all rows, near the value of all; every row has its distortion', () => {
    const { quality, distortion } = measureAll(rows, coordinates, 2) as { quality: MapQuality; distortion: Float32Array };
    const exact = direct();
    expect(quality.nMeasured).toBe(2_000);
    expect(quality.trustworthiness).toBeCloseTo(exact.trustworthiness, 2);
    expect(quality.continuity).toBeCloseTo(exact.continuity, 2);
    expect(quality.trustworthiness).not.toBe(exact.trustworthiness);
    expect(distortion).toEqual(exact.distortion);
    expect(measureAll(rows, coordinates, 2)).toEqual({ quality, distortion });
  });

  it('takes the neighbours that it is given, without ghosts among them', () => {
    // Each row's list: itself, one ghost, then the rows after it.
    const k = 17;
    const indices = Int32Array.from({ length: n * k }, (_, index) => {
      const row = Math.floor(index / k), slot = index % k;
      return slot === 0 ? row : slot === 1 ? n + 1 : (row + slot - 1) % n;
    });
    const values = new Float32Array((n + 2) * dim);
    values.set(rows.values);
    const onLine = Float32Array.from({ length: n + 2 }, (_, row) => row);
    const steps = mapQuality({ values, n: n + 2, dim }, onLine, 1, 'euclidean', { k, indices, distances: new Float32Array(n * k), recall: 1 }, 2);
    let step = steps.next();
    for (; step.done !== true; step = steps.next());
    // Of the 15 after a row the nearest 7 or 8 on the line are kept, but for the first, where all are nearest.
    expect(step.value.distortion?.[0]).toBe(0);
    expect(step.value.distortion?.[1_000]).toBeCloseTo(8 / 15, 6);
    expect(step.value.distortion?.[n]).toBe(0);
  });
});
