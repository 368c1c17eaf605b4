import { describe, expect, it } from 'vitest';
import { corrected, pairsAt, spread, ticksTo } from './pairs';

describe('distances of a selection', () => {
  it('lists every pair of a layer once', () => {
    // Two layers of three rows; the second layer is the one asked for.
    const values = Float32Array.from([...new Array<number>(9).fill(9), 0, 0.25, 0.5, 0.25, 0, 0.75, 0.5, 0.75, 0]);
    expect(pairsAt({ rows: [7, 3, 5], nLayers: 2, values }, 1).map(({ name, distance }) => [name, distance])).toEqual([['A–B', 0.25], ['A–C', 0.5], ['B–C', 0.75]]);
  });
  it('leaves out pairs without a distance', () => {
    const values = Float32Array.of(NaN, NaN, NaN, NaN, 0, 0.75, NaN, 0.75, 0);
    expect(pairsAt({ rows: [7, 3, 5], nLayers: 1, values }, 0)).toEqual([{ i: 1, j: 2, name: 'B–C', distance: 0.75 }]);
    expect(corrected(NaN, 0.5)).toBeNull();
  });
  it('are read as a share of the random pair', () => {
    expect(corrected(0.26, 0.52)).toBe(0.5);
    expect(corrected(0.26, null)).toBeNull();
    expect(corrected(0.26, 0)).toBeNull();
  });
});

it('cuts an axis into round steps', () => {
  expect(ticksTo(0.56).map((tick) => tick.toFixed(2))).toEqual(['0.00', '0.20', '0.40']);
  expect(ticksTo(0.5).map((tick) => tick.toFixed(2))).toEqual(['0.00', '0.10', '0.20', '0.30', '0.40', '0.50']);
});

it('moves labels apart, keeps their order and stays inside', () => {
  expect(spread([10, 12, 50], 12, 0, 100)).toEqual([10, 22, 50]);
  expect(spread([95, 90], 12, 0, 100)).toEqual([100, 88]);
});
