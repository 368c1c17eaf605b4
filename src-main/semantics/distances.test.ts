import { describe, expect, it } from 'vitest';
import { cosineDistance, dot } from '@vectors/cosine';
import { distanceMatrices } from './distances';
import { nearestRows, nearestToVector } from './neighbours';
import { sentenceIds } from './sentence-ids';
import { unitTable, vectorAt, type VectorTable } from '@vectors/vector-table';

const vector = (...values: number[]): Float32Array => Float32Array.from(values);
const oneLayer = (...rows: number[][]): VectorTable => ({ values: Float32Array.from(rows.flat()), nRows: rows.length, nLayers: 1, dim: rows[0]?.length ?? 0 });

describe('cosineDistance', () => {
  it('is 0 for one direction, 1 at a right angle, 2 for the opposite', () => {
    expect(cosineDistance(vector(3, 4), vector(6, 8))).toBe(0);
    expect(cosineDistance(vector(1, 0), vector(0, 5))).toBe(1);
    expect(cosineDistance(vector(1, 2, 2), vector(-1, -2, -2))).toBe(2);
    expect(cosineDistance(vector(1, 0), vector(1, 1))).toBeCloseTo(1 - Math.SQRT1_2, 12);
  });

  it('is defined as 1 for a zero vector', () => {
    expect(cosineDistance(vector(0, 0), vector(1, 0))).toBe(1);
    expect(cosineDistance(vector(0, 0), vector(0, 0))).toBe(1);
  });

  it('never leaves its range by rounding', () => {
    const long = Float32Array.from({ length: 1001 }, (_, index) => Math.sin(index) * 0.1);
    expect(cosineDistance(long, long)).toBeGreaterThanOrEqual(0);
    expect(cosineDistance(long, long.map((value) => -value))).toBeLessThanOrEqual(2);
  });

  it('sums odd and even lengths', () => {
    expect(dot(vector(1, 2, 3), vector(4, 5, 6))).toBe(32);
    expect(dot(vector(1, 2), vector(4, 5))).toBe(14);
    expect(dot(vector(), vector())).toBe(0);
  });
});

describe('distanceMatrices', () => {
  it('holds one symmetric matrix per layer, rows in the order asked for', () => {
    const table: VectorTable = { values: vector(1, 0, /* */ 1, 0, /* row 1 */ 0, 1, /* */ 2, 0, /* row 2 */ -1, 0, /* */ 0, 0), nRows: 3, nLayers: 2, dim: 2 };
    expect([...distanceMatrices(table, [2, 0])]).toEqual([0, 2, 2, 0, /* layer 1: row 2 is zero */ 1, 1, 1, 0]);
    expect([...distanceMatrices(table, [0, 1])]).toEqual([0, 1, 1, 0, /* layer 1 */ 0, 0, 0, 0]);
    expect(distanceMatrices(table, [])).toHaveLength(0);
  });

  it('gives 0 for a row asked for twice', () => {
    expect([...distanceMatrices(oneLayer([3, 4]), [0, 0])]).toEqual([0, 0, 0, 0]);
  });
});

describe('nearest neighbours', () => {
  const table = oneLayer([1, 0], [1, 1], [0, 1], [2, 0], [0, 0], [1, 1]);

  it('leaves out the row itself and rows without a vector, and puts smaller rows first in a tie', () => {
    expect(nearestRows(table, 0, 0, 9).map(({ row }) => row)).toEqual([3, 1, 5, 2]);
    expect(nearestRows(table, 0, 0, 2).map(({ row }) => row)).toEqual([3, 1]);
    expect(nearestRows(table, 0, 0, 2)[0]?.distance).toBe(0);
  });

  it('leaves out excluded rows', () => {
    expect(nearestRows(table, 0, 0, 2, new Set([3, 1])).map(({ row }) => row)).toEqual([5, 2]);
  });

  it('keeps the smaller row when a tie meets the limit', () => {
    expect(nearestRows(table, 0, 2, 1).map(({ row }) => row)).toEqual([1]);
  });

  it('finds rows near a vector that is not in the table', () => {
    expect(nearestToVector(table, 0, vector(0, 7), 2).map(({ row }) => row)).toEqual([2, 1]);
    expect(nearestToVector(table, 0, vector(0, 7), 2, new Set([2])).map(({ row }) => row)).toEqual([1, 5]);
    expect(nearestToVector(table, 0, vector(0, 0), 2)).toEqual([]);
    expect(nearestToVector(table, 0, vector(0, 7), 0)).toEqual([]);
  });
});

describe('vector tables', () => {
  it('give views of one row at one layer', () => {
    const table: VectorTable = { values: vector(1, 2, 3, 4, 5, 6, 7, 8), nRows: 2, nLayers: 2, dim: 2 };
    expect([...vectorAt(table, 1, 0)]).toEqual([5, 6]);
    expect([...unitTable({ ...table, values: vector(3, 4, 0, 0, 0, 2, 8, 6) }, 0, [1, 0]).values]).toEqual([0, 1, Math.fround(0.6), Math.fround(0.8)]);
  });

  it('number sentences by their text', () => {
    expect([...sentenceIds(['a', 'b', 'a', 'c', 'b'])]).toEqual([0, 1, 0, 2, 1]);
  });
});
