import { describe, expect, it } from 'vitest';
import { mulberry32 } from '@contract/prng';
import { clampDistance, cosineDistance, dot, dotAt, norm } from '@vectors/cosine';
import { vectorAt, type VectorTable } from '@vectors/vector-table';
import { meanOf, nearestRows, nearestToMean, nearestToVector } from './neighbours';

const random = mulberry32(7);
const table: VectorTable = { values: Float32Array.from({ length: 40 * 2 * 7 }, () => random() - 0.5), nRows: 40, nLayers: 2, dim: 7 };
table.values.fill(0, 5 * 14, 6 * 14);

/** All rows but some, by their distance, one after the other. */
function sorted(query: Float32Array, layer: number, without: readonly number[]): [number, number][] {
  return Array.from({ length: table.nRows }, (_, row): [number, number] => [row, cosineDistance(query, vectorAt(table, row, layer))])
    .filter(([row]) => row !== 5 && !without.includes(row)).sort((a, b) => a[1] - b[1]);
}

const pairs = (found: ReturnType<typeof nearestRows>): [number, number][] => found.map(({ row, distance }) => [row, Math.round(distance * 1e9) / 1e9]);
const rounded = (all: [number, number][]): [number, number][] => all.map(([row, distance]) => [row, Math.round(distance * 1e9) / 1e9]);

describe('neighbours', () => {
  it('are those of a full sort, at either layer, whichever was asked before', () => {
    for (const layer of [0, 1, 0]) {
      for (const k of [1, 6, 200]) expect(pairs(nearestRows(table, layer, 3, k))).toEqual(rounded(sorted(vectorAt(table, 3, layer), layer, [3]).slice(0, k)));
    }
  });

  it('of several rows are those of their mean, without themselves; a row without a vector has no part in it', () => {
    const mean = meanOf(table, 1, [1, 5, 9]);
    expect([...mean]).toEqual(Array.from({ length: 7 }, (_, d) => Math.fround(((vectorAt(table, 1, 1)[d] ?? 0) + (vectorAt(table, 9, 1)[d] ?? 0)) / 2)));
    expect(pairs(nearestToMean(table, 1, [1, 5, 9], 8))).toEqual(rounded(sorted(mean, 1, [1, 9]).slice(0, 8)));
  });

  it('of nothing are none', () => {
    expect(nearestRows(table, 0, 5, 4)).toEqual([]);
    expect(nearestToMean(table, 0, [5], 4)).toEqual([]);
    expect(nearestToVector(table, 0, vectorAt(table, 3, 0), 0)).toEqual([]);
  });
});

describe('neighbours among many rows', () => {
  const [nRows, dim] = [9_000, 250];
  const many: VectorTable = { values: Float32Array.from({ length: nRows * 2 * dim }, (_, at) => random() - 0.5 + (at % dim < 9 ? 1.5 : 0)), nRows, nLayers: 2, dim };
  for (let row = 0; row < nRows; row += 30) for (const layer of [0, 1]) vectorAt(many, row, layer).set(vectorAt(many, row % 90, layer));
  for (const row of [8, 5_000]) many.values.fill(0, row * 2 * dim, (row + 1) * 2 * dim);

  it('are those of a full sort to the bit, equal ones in their order, without those that are left out', () => {
    for (const [layer, row] of [[0, 30], [1, 4_321], [0, 8_999]] as const) {
      const query = vectorAt(many, row, layer);
      const excluded = new Set([1, 60, 90]);
      const all = Array.from({ length: nRows }, (_, other) => ({ row: other, distance: clampDistance(1 - dotAt(query, vectorAt(many, other, layer), 0) / (norm(query) * norm(vectorAt(many, other, layer)))) }))
        .filter((one) => one.row !== row && !excluded.has(one.row) && !Number.isNaN(one.distance)).sort((a, b) => a.distance - b.distance);
      for (const k of [1, 10, 200, 8_996]) expect(nearestRows(many, layer, row, k, excluded)).toEqual(all.slice(0, k));
    }
    expect(nearestRows(many, 0, 8, 5)).toEqual([]);
    expect(nearestToMean(many, 0, [3, 8, 12], 20).map(({ row }) => row)).toEqual(nearestToVector(many, 0, meanOf(many, 0, [3, 12]), 22).map(({ row }) => row).filter((row) => row !== 3 && row !== 12).slice(0, 20));
  });
});

it('multiplies in place as with a view', () => {
  for (let n = 0; n < 10; n++) expect(dotAt(table.values.subarray(0, n), table.values, 11)).toBeCloseTo(dot(table.values.slice(0, n), table.values.slice(11, 11 + n)), 12);
});
