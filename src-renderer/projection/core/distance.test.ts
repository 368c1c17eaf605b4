import { describe, expect, it } from 'vitest';
import { makeSpace, type Metric } from './distance';
import { nearestNeighbours, type Neighbours } from './neighbours';
import { mulberry32 } from '@contract/prng';
import { sampleIndices } from './sample';
import type { Rows } from './rows';

function distances(rows: Rows, metric: Metric, row: number): number[] {
  const space = makeSpace(rows, metric);
  const out = new Float32Array(rows.n);
  space.distancesFrom(space, row, 0, rows.n, out);
  return Array.from(out);
}

function search(rows: Rows, k: number): Neighbours {
  const steps = nearestNeighbours(makeSpace(rows, 'euclidean'), k);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

describe('makeSpace', () => {
  it('measures Euclidean distance for odd and even widths', () => {
    expect(distances({ values: Float32Array.of(0, 0, 0, 2, 3, 6), n: 2, dim: 3 }, 'euclidean', 0)).toEqual([0, 7]);
    expect(distances({ values: Float32Array.of(0, 0, 3, 4), n: 2, dim: 2 }, 'euclidean', 1)).toEqual([5, 0]);
  });

  it('measures cosine distance from 0 to 2, whatever the lengths', () => {
    const rows = { values: Float32Array.of(1, 0, 5, 0, 0, 2, -3, 0), n: 4, dim: 2 };
    expect(distances(rows, 'cosine', 0)).toEqual([0, 0, 1, 2]);
  });

  it('puts zero vectors at 0 from each other and 1 from the rest', () => {
    const rows = { values: Float32Array.of(0, 0, 1, 1, 0, 0), n: 3, dim: 2 };
    expect(distances(rows, 'cosine', 0)).toEqual([0, 1, 0]);
  });

  it('counts rounding as equality', () => {
    const random = mulberry32(1);
    const row = Float32Array.from({ length: 301 }, () => random() - 0.5);
    const values = new Float32Array(602);
    values.set(row);
    values.set(row.map((value) => value * 1.7), 301);
    expect(distances({ values, n: 2, dim: 301 }, 'cosine', 0)).toEqual([0, 0]);
  });
});

describe('nearestNeighbours', () => {
  it('agrees with sorting every line', () => {
    const random = mulberry32(2);
    const rows = { values: Float32Array.from({ length: 60 * 4 }, random), n: 60, dim: 4 };
    const { indices, distances: found } = search(rows, 7);
    for (let row = 0; row < 60; row++) {
      const line = distances(rows, 'euclidean', row);
      const order = line.map((_, i) => i).filter((i) => i !== row).sort((a, b) => (line[a] as number) - (line[b] as number) || a - b).slice(0, 6);
      expect(Array.from(indices.slice(row * 7, row * 7 + 7))).toEqual([row, ...order]);
      expect(Array.from(found.slice(row * 7, row * 7 + 7))).toEqual([0, ...order.map((i) => line[i])]);
    }
  });

  it('puts a row first among its duplicates, and the others in row order', () => {
    const { indices } = search({ values: new Float32Array(5).fill(3), n: 5, dim: 1 }, 4);
    expect(Array.from(indices.slice(12, 16))).toEqual([3, 0, 1, 2]);
    expect(Array.from(indices.slice(0, 4))).toEqual([0, 1, 2, 3]);
  });
});

describe('sampleIndices', () => {
  it('draws distinct rows in order, the same ones each time', () => {
    const sample = sampleIndices(100, 30, 1);
    expect(new Set(sample).size).toBe(30);
    expect(Array.from(sample)).toEqual(Array.from(sample).sort((a, b) => a - b));
    expect(sampleIndices(100, 30, 1)).toEqual(sample);
  });
});
