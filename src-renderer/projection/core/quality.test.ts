import { describe, expect, it } from 'vitest';
import type { MapQuality } from '@contract/projection';
import golden from './golden/map-quality.json';
import type { Metric } from './distance';
import { mulberry32 } from '@contract/prng';
import { mapQuality } from './quality';
import type { Rows } from './rows';

function measure(rows: Rows, coordinates: Float32Array, nComponents: number, metric: Metric = 'euclidean'): MapQuality | null {
  const steps = mapQuality(rows, coordinates, nComponents, metric);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
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
    expect(measure({ values, n: 60, dim: 3 }, values.slice(), 3)).toEqual({ k: 15, trustworthiness: 1, continuity: 1, neighboursKept: 10 });
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

  it('measures a fixed sample above 3,000 rows', () => {
    const n = 3001;
    const values = Float32Array.from({ length: n * 2 }, mulberry32(4));
    const steps = mapQuality({ values, n, dim: 2 }, values.slice(), 2, 'euclidean');
    let last = 0;
    for (let step = steps.next(); !step.done; step = steps.next()) last = step.value;
    expect(last).toBe(2000);
  });
});
