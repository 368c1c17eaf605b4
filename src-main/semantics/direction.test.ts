import { describe, expect, it } from 'vitest';
import { mulberry32 } from '@contract/prng';
import { drained } from '@contract/steps';
import type { VectorTable } from '@vectors/vector-table';
import { alongAxis, axisBetween, testAxisSteps, unitRowsOf, type AxisTest, type TwoGroups } from './direction';
import { pairsWon } from './mann-whitney';

const tableOf = (rows: readonly (readonly number[])[]): VectorTable => ({ values: Float32Array.from(rows.flat()), nRows: rows.length, nLayers: 1, dim: rows[0]?.length ?? 0 });
const at = (degrees: number, length = 1): number[] => [length * Math.cos(degrees * Math.PI / 180), length * Math.sin(degrees * Math.PI / 180)];

describe('pairs won', () => {
  it.each([
    [[1, 2], [3, 4], 4], [[3, 4], [1, 2], 0], [[1, 1], [1], 1], [[1, 3], [2, 3], 2.5], [[], [1], 0],
  ])('%j below %j: %d', (low, high, won) => { expect(pairsWon(low, high)).toBe(won); });
});

describe('the axis between two groups', () => {
  it('is the difference of the means of unit vectors, whatever their lengths', () => {
    // Means of 80°/100° and −10°/10° lie at 90° and 0°, cos 10° from the origin: the axis from one to the other points to −45°.
    const units = unitRowsOf(tableOf([at(80, 3), at(100), at(-10), at(10, 0.5), at(45), [0, 0]]));
    const axis = axisBetween(units, { from: [0, 1], to: [2, 3] });
    const mean = Math.cos(10 * Math.PI / 180);
    expect([...axis?.direction ?? []]).toEqual([expect.closeTo(Math.SQRT1_2, 6), expect.closeTo(-Math.SQRT1_2, 6)]);
    expect([...axis?.midpoint ?? []]).toEqual([expect.closeTo(mean / 2, 6), expect.closeTo(mean / 2, 6)]);
    if (axis === null) throw new Error('no axis');
    const [first, second, third, fourth, middle, none] = alongAxis(units, axis);
    // By hand for 80°: (cos 80° − m, sin 80° − m) · (1, −1)/√2, over its length, with m = cos 10° / 2.
    const [x, y] = at(80).map((value) => value - mean / 2) as [number, number];
    expect(first).toBeCloseTo((x - y) / Math.SQRT2 / Math.hypot(x, y), 5);
    expect(third).toBeCloseTo(-(second as number), 5);
    expect(fourth).toBeCloseTo(-(first as number), 5);
    expect(middle).toBeCloseTo(0, 5);
    expect(none).toBeNaN();
  });

  it('is none between equal means', () => {
    const units = unitRowsOf(tableOf([at(10), at(-10), at(10), at(-10)]));
    expect(axisBetween(units, { from: [0, 1], to: [2, 3] })).toBeNull();
  });
});

describe('how well it tells others apart', () => {
  const random = mulberry32(7);
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const noise = (n: number, dim: number, shift: (row: number) => number): VectorTable =>
    unitRowsOf(tableOf(Array.from({ length: n }, (_, row) => Array.from({ length: dim }, (_, d) => normal() + (d === 0 ? shift(row) : 0)))));
  const halves = (n: number): TwoGroups => ({ from: Array.from({ length: n / 2 }, (_, row) => row), to: Array.from({ length: n / 2 }, (_, row) => n / 2 + row) });
  const test = (units: VectorTable, groups: TwoGroups, sentences: ArrayLike<number> = [...Array(units.nRows).keys()]): AxisTest | null => drained(testAxisSteps(units, groups, sentences, 42));

  it('is 1 where a difference is there, beside one half for random groups', () => {
    const told = test(noise(60, 20, (row) => (row < 30 ? -9 : 9)), halves(60));
    expect(told).toMatchObject({ auc: 1, nFolds: 5 });
    expect(told?.random.mean).toBeCloseTo(0.5, 1);
    expect(told?.random.high).toBeLessThan(0.75);
  });

  it('finds nothing in noise of more dimensions than rows, where an axis tells its own rows apart perfectly', () => {
    const units = noise(40, 300, () => 0);
    const groups = halves(40);
    const axis = axisBetween(units, groups);
    if (axis === null) throw new Error('no axis');
    const own = alongAxis(units, axis);
    expect(pairsWon(groups.from.map((row) => own[row] as number), groups.to.map((row) => own[row] as number))).toBe(400);
    const told = test(units, groups);
    expect(told?.auc).toBeLessThanOrEqual((told as AxisTest).random.high);
    expect(Math.abs((told as AxisTest).random.mean - 0.5)).toBeLessThan(0.03);
  });

  it('keeps a sentence whole: a row is no evidence for its own copy', () => {
    const pairs = noise(20, 200, () => 0);
    const twice: VectorTable = { ...pairs, nRows: 40, values: Float32Array.from([...pairs.values, ...pairs.values]) };
    const both = (rows: readonly number[]): number[] => [...rows, ...rows.map((row) => row + 20)];
    const { from, to } = halves(20);
    const sentences = Array.from({ length: 40 }, (_, row) => row % 20);
    expect(test(twice, { from: both(from), to: both(to) })?.auc).toBeGreaterThan(0.8);
    expect(test(twice, { from: both(from), to: both(to) }, sentences)?.auc).toBeLessThan(0.75);
  });

  it('cannot be said of a group of one sentence', () => {
    expect(test(noise(6, 3, () => 0), { from: [0], to: [1, 2, 3] })).toBeNull();
    expect(test(noise(6, 3, () => 0), { from: [0, 1], to: [2, 3, 4] }, [0, 0, 1, 2, 3])).toBeNull();
  });
});
