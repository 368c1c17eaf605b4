import { describe, expect, it } from 'vitest';
import { QUANTILE_LEVELS } from '@contract/model-card';
import { measureRandomPairs, randomPairs, rowsWithVectors } from './baseline';
import type { VectorTable } from '@vectors/vector-table';

describe('randomPairs', () => {
  const sentences = Int32Array.from([7, 3, 7, 3, 3, 9]);

  it('draws every ordered pair of different sentences equally often, and no other', () => {
    const counts = new Map<string, number>();
    const nPairs = 110_000;
    const pairs = randomPairs(sentences, [0, 1, 2, 3, 4, 5], nPairs, 5) as Int32Array;
    for (let pair = 0; pair < nPairs; pair++) {
      const key = `${pairs[2 * pair]} ${pairs[2 * pair + 1]}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    expect(counts.size).toBe(22); // 30 ordered pairs less 2 + 6 within sentences
    for (const [key, n] of counts) {
      const [a, b] = key.split(' ').map(Number) as [number, number];
      expect(sentences[a]).not.toBe(sentences[b]);
      expect(Math.abs(n - nPairs / 22)).toBeLessThan(350); // five standard deviations
    }
  });

  it('is the same for the same seed and differs for another', () => {
    const draw = (seed: number): number[] => [...(randomPairs(sentences, [0, 1, 2, 3, 4, 5], 20, seed) as Int32Array)];
    expect(draw(1)).toEqual(draw(1));
    expect(draw(1)).not.toEqual(draw(2));
  });

  it('has nothing to draw from one sentence', () => {
    expect(randomPairs(sentences, [1, 3, 4], 10, 1)).toBeNull();
    expect(randomPairs(sentences, [], 10, 1)).toBeNull();
  });
});

describe('measureRandomPairs', () => {
  it('keeps quantiles of the distances, ascending from the least to the greatest', () => {
    // Angles of 0°, 60° and 180°: distances 0.5, 1.5 and 2, each pair as often as another.
    const angles = [0, Math.PI / 3, Math.PI];
    const table = { values: Float32Array.from(angles.flatMap((angle) => [Math.cos(angle), Math.sin(angle)])), nRows: 3, nLayers: 1, dim: 2 };
    const { quantiles: [found = []] = [] } = measureRandomPairs(table, Int32Array.from([0, 1, 2]), 3_000, 1) ?? {};
    const at = (level: (typeof QUANTILE_LEVELS)[number]): number | undefined => found[QUANTILE_LEVELS.indexOf(level)];
    expect([at(0), at(0.2), at(0.5), at(0.8), at(1)]).toEqual([0.5, 0.5, 1.5, 2, 2]);
  });

  it('averages the cosine per layer over different sentences only', () => {
    // Layer 0: the two sentences stand at a right angle; layer 1: they are opposite.
    const table: VectorTable = { values: Float32Array.from([1, 0, 2, 0, /* */ 3, 0, 1, 0, /* */ 0, 1, -1, 0]), nRows: 3, nLayers: 2, dim: 2 };
    expect(measureRandomPairs(table, Int32Array.from([0, 0, 1]), 50, 1)?.meanCosine).toEqual([0, -1]);
    expect(measureRandomPairs(table, Int32Array.from([4, 4, 4]), 50, 1)).toBeNull();
  });

  it('passes over rows without a vector', () => {
    const table: VectorTable = { values: Float32Array.from([1, 0, 0, 0, 1, 1]), nRows: 3, nLayers: 1, dim: 2 };
    expect(rowsWithVectors(table)).toEqual([0, 2]);
    expect(measureRandomPairs(table, Int32Array.from([0, 1, 2]), 50, 1)?.meanCosine[0]).toBeCloseTo(Math.SQRT1_2, 6);
  });
});
