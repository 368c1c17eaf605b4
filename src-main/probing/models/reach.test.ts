import { describe, expect, it } from 'vitest';
import { REACH_DISTANCES, SIDES } from '@contract/model-figures';
import type { VectorTable } from '@vectors/vector-table';
import { isMoved, layerReach, type CarrierRows } from './reach';

/** Unit vectors at these angles (radians), one layer. */
const tableOf = (angles: readonly number[]): VectorTable => ({ values: Float32Array.from(angles.flatMap((angle) => [Math.cos(angle), Math.sin(angle)])), nRows: angles.length, nLayers: 1, dim: 2 });

/** One carrier whose target turns by so much at each distance; noise: by how much it turns in another batch. */
function carrier(turns: Readonly<Record<'left' | 'right', readonly number[]>>, noise: readonly number[] = [0]): { readonly table: VectorTable; readonly rows: CarrierRows[] } {
  const changed = SIDES.flatMap((side) => REACH_DISTANCES.map((distance, i) => ({ side, distance, turn: turns[side][i] ?? 0 })));
  const variants = changed.map(({ side, distance }, i) => ({ side, distance, row: 1 + noise.length + i }));
  return { table: tableOf([0, ...noise, ...changed.map(({ turn }) => turn)]), rows: [{ base: 0, again: noise.map((_, i) => 1 + i), variants }] };
}

const NONE = [0, 0, 0, 0, 0, 0];

describe('layerReach', () => {
  it('gives the mean cosine distance by side and distance, and its share of the baseline', () => {
    const { table, rows } = carrier({ left: [Math.PI / 2, Math.PI / 3, 0, 0, 0, 0], right: NONE });
    const { left, right, floor } = layerReach(table, 0, rows, 0.8);
    expect(left.moves.map(({ move }) => move?.toFixed(6))).toEqual(['1.000000', '0.500000', '0.000000', '0.000000', '0.000000', '0.000000']);
    expect(left.moves[1]?.share).toBeCloseTo(0.625, 6);
    expect(left.reach).toBe(2);
    expect(right.reach).toBe(0);
    expect(floor).toBe(2 * Number.EPSILON);
  });

  it('averages over carriers', () => {
    const [one, two] = [carrier({ left: [Math.PI / 2], right: NONE }), carrier({ left: [0], right: NONE })];
    const nRows = one.table.nRows;
    const table = { ...one.table, nRows: 2 * nRows, values: Float32Array.from([...one.table.values, ...two.table.values]) };
    const shifted = two.rows.map(({ base, again, variants }) => ({
      base: base + nRows,
      again: again.map((row) => row + nRows),
      variants: variants.map((variant) => ({ ...variant, row: variant.row + nRows })),
    }));
    const { left } = layerReach(table, 0, [...one.rows, ...shifted], null);
    expect(left.moves[0]).toMatchObject({ n: 2, share: null });
    expect(left.moves[0]?.move).toBeCloseTo(0.5, 6);
  });

  it('takes the farthest distance above the floor, whatever lies between', () => {
    const { table, rows } = carrier({ left: [0.5, 0, 0, 0.5, 0, 0], right: [0, 0, 0, 0, 0, 0.5] });
    const found = layerReach(table, 0, rows, null);
    expect([found.left.reach, found.right.reach]).toEqual([8, 32]);
  });

  it('takes nothing for a move that another batch moves as far', () => {
    const { table, rows } = carrier({ left: [0.2, 0.1, 0.05], right: [0.01] }, [0.02, 0.1]);
    const { floor, left, right } = layerReach(table, 0, rows, null);
    expect(floor).toBeCloseTo(1 - Math.cos(0.1), 6);
    expect([left.reach, right.reach]).toEqual([1, 0]);
  });

  it('of rows that are all the same nothing is moved', () => {
    const values = new Float32Array(14 * 3).map((_, i) => [0.1, -7.3, 1 / 3][i % 3] as number);
    const found = layerReach({ values, nRows: 14, nLayers: 1, dim: 3 }, 0, carrier({ left: NONE, right: NONE }).rows, 0.5);
    expect([found.left.reach, found.right.reach, isMoved([found])]).toEqual([0, 0, false]);
  });

  it('says where no carrier could be compared', () => {
    const { table, rows: [row] } = carrier({ left: NONE, right: NONE });
    const found = layerReach(table, 0, [{ base: 0, again: row?.again ?? [], variants: [] }], 0.5);
    expect(found.left).toEqual({ reach: 0, moves: REACH_DISTANCES.map((distance) => ({ distance, move: null, share: null, n: 0 })) });
  });

  it('one layer that is moved makes a model contextual', () => {
    const still = carrier({ left: NONE, right: NONE });
    const moved = carrier({ left: NONE, right: [0.5] });
    expect(isMoved([still, moved].map(({ table, rows }) => layerReach(table, 0, rows, null)))).toBe(true);
  });
});
