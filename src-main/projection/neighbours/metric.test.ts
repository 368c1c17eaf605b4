import { mulberry32 } from '@contract/prng';
import { describe, expect, it } from 'vitest';
import type { Rows } from '@vectors/rows';
import { makeSpace, type Metric } from './metric';

function distances(rows: Rows, metric: Metric, row: number): number[] {
  const space = makeSpace(rows, metric);
  const out = new Float32Array(rows.n);
  space.distancesFrom(space, row, 0, rows.n, out);
  return Array.from(out);
}

describe('makeSpace', () => {
  it('measures Euclidean distance for odd and even widths', () => {
    expect(distances({ values: Float32Array.of(0, 0, 0, 2, 3, 6), n: 2, dim: 3 }, 'euclidean', 0)).toEqual([0, 7]);
    expect(distances({ values: Float32Array.of(0, 0, 3, 4), n: 2, dim: 2 }, 'euclidean', 1)).toEqual([5, 0]);
  });

  it('measures cosine distance from 0 to 2, whatever the lengths', () => {
    expect(distances({ values: Float32Array.of(1, 0, 5, 0, 0, 2, -3, 0), n: 4, dim: 2 }, 'cosine', 0)).toEqual([0, 0, 1, 2]);
  });

  it('puts zero vectors at 0 from each other and 1 from the rest', () => {
    expect(distances({ values: Float32Array.of(0, 0, 1, 1, 0, 0), n: 3, dim: 2 }, 'cosine', 0)).toEqual([0, 1, 0]);
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
