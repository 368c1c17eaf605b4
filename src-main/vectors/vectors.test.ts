import { describe, expect, it } from 'vitest';
import { keepNearest, type NearRow } from './nearest';
import { unitRows } from './rows';
import { layerRows, unitTable, type VectorTable } from './vector-table';

/** Three rows at two layers, `values[row, layer] = [10 · row + layer, row]`. */
const table: VectorTable = { values: Float32Array.of(0, 0, 1, 0, 10, 1, 11, 1, 20, 2, 21, 2), nRows: 3, nLayers: 2, dim: 2 };

describe('one layer of a table', () => {
  it('is copied row by row', () => {
    expect([...layerRows(table, 1)]).toEqual([1, 0, 11, 1, 21, 2]);
    expect([...layerRows(table, 0, [2, 0])]).toEqual([20, 2, 0, 0]);
  });

  it('is scaled as rows alone are, zeros staying zeros', () => {
    expect(unitTable(table, 0).values).toEqual(unitRows({ values: layerRows(table, 0), n: 3, dim: 2 }).values);
    const units = unitTable(table, 0).values;
    expect([...units.subarray(0, 2)]).toEqual([0, 0]);
    expect(Math.hypot(units[2] ?? 0, units[3] ?? 0)).toBeCloseTo(1, 6);
  });
});

describe('the nearest rows', () => {
  const nearestOf = (distances: readonly number[], k: number): number[] => {
    const nearest: NearRow[] = [];
    distances.forEach((distance, row) => { keepNearest(nearest, { row, distance }, k); });
    return nearest.map(({ row }) => row);
  };

  it('are the first k of all, sorted; of equals the row that came first', () => {
    const distances = Array.from({ length: 200 }, (_, row) => ((row * 7919) % 23) / 23);
    const sorted = [...distances.keys()].sort((a, b) => (distances[a] ?? 0) - (distances[b] ?? 0) || a - b);
    for (const k of [1, 3, 8, 200, 500]) expect(nearestOf(distances, k)).toEqual(sorted.slice(0, k));
  });

  it('are none for k 0', () => {
    expect(nearestOf([1, 2], 0)).toEqual([]);
  });
});
