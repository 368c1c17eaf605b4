import { describe, expect, it } from 'vitest';
import { CloudModel } from '../cloud-model';
import { strandsOf } from './strands';
import { BUNDLING } from './thread-list';
import { makeTrails, TRAIL_NUMBERS } from './trails/trail-list';

/** Two stops of four rows: two of category 1, one of category 2, one of none. */
const FLOORS = [Float32Array.of(0, 0, 0, 2, 0, 0, 7, 0, 7, 9, 0, 9), Float32Array.of(0, 1, 2, 4, 1, 2, 7, 1, 7, 9, 1, 9)];
const CATEGORIES = Uint8Array.of(1, 1, 2, 0);
const ROWS = [0, 1, 2, 3];

describe('strands', () => {
  it('draw a thread a share of the way to the middle of its category at each stop', () => {
    const { pull } = strandsOf(FLOORS, ROWS, CATEGORIES, 0.6);
    // Variances of category 1 and of all four: 2 of 119 / 3 at the first stop, 8 of 28 at the second.
    const share = 0.6 * (1 - 2 / (119 / 3));
    expect(pull(0, 0, [0, 0, 0])[0]).toBeCloseTo(share, 10);
    expect(pull(0, 1, [2, 0, 0])[0]).toBeCloseTo(-share, 10);
    expect(pull(1, 0, [0, 1, 2])[0]).toBeCloseTo(2 * 0.6 * (1 - 8 / 28), 10);
  });

  it('leave threads straight where the strength is 0, of no category, and of the only one of its category', () => {
    for (const row of ROWS) for (const stop of [0, 1]) expect(strandsOf(FLOORS, ROWS, CATEGORIES, 0).pull(stop, row, [5, 0, 5]).map(Math.abs)).toEqual([0, 0, 0]);
    const { pull } = strandsOf(FLOORS, ROWS, CATEGORIES, 0.6);
    expect(pull(0, 3, [9, 0, 9])).toEqual([0, 0, 0]);
    expect(pull(1, 2, [7, 1, 7])).toEqual([0, 0, 0]);
  });

  it('count neither rows without a thread nor those that are not there', () => {
    const floor = Float32Array.of(0, 0, 0, 2, 0, 0, NaN, NaN, NaN, 9, 0, 9, 50, 0, 0), of = Uint8Array.of(3, 3, 3, 3, 4);
    // Of 0, 2 and 50 on one line the variance is 2,404 / 3.
    const [pulled, ...others] = strandsOf([floor], [0, 1, 2, 4], of, 1).pull(0, 0, [0, 0, 0]);
    expect(pulled).toBeCloseTo(1 - 2 / (2_404 / 3), 10);
    expect(others).toEqual([0, 0]);
  });

  it('leave threads straight of a category that is spread as all rows are: it has no place of its own', () => {
    const floor = Float32Array.of(0, 0, 0, 9, 0, 0, 0, 0, 0, 9, 0, 0);
    expect(strandsOf([floor], ROWS, Uint8Array.of(1, 1, 2, 2), 0.6).pull(0, 0, [0, 0, 0])).toEqual([0, 0, 0]);
  });

  it('stand in the pieces of threads through floors, those of selected rows too', () => {
    const model = new CloudModel();
    const above = FLOORS[1] ?? new Float32Array(0), last = above.map((value, i) => (i % 3 === 1 ? 2 : value));
    model.setCloud({ positions: last, categories: CATEGORIES, categoryLabels: [], contextOf: null, ghosts: [], ghostOf: new Int32Array(4).fill(-1) });
    model.setTrails({ stops: FLOORS, names: ['', ''], nShown: 2, isEven: true, whole: [1] });
    const { numbers, count } = makeTrails(model);
    const pieces = Array.from({ length: count }, (_, i) => numbers.subarray(i * TRAIL_NUMBERS, (i + 1) * TRAIL_NUMBERS));
    const ofRow = (x: number): number[][] => pieces.filter((piece) => piece[4] === x).map((piece) => [piece[0] ?? NaN, piece[12] ?? NaN]);
    const { pull } = strandsOf([...FLOORS, last], ROWS, CATEGORIES, BUNDLING), pulled = (stop: number, row: number): number => pull(stop, row, [row === 0 ? 0 : stop === 0 ? 2 : 4, stop, 0])[0];
    const near = (...values: number[]): unknown[] => values.map((value): unknown => expect.closeTo(value, 5));
    expect(ofRow(0)).toEqual([near(pulled(0, 0), pulled(1, 0)), near(pulled(1, 0), pulled(2, 0))]);
    expect(ofRow(9)).toEqual([[0, 0], [0, 0]]);
    // The selected one is drawn last, in no category's colour, on its category's way.
    expect(pieces.slice(-2).map((piece) => [piece[22], piece[0], piece[12]])).toEqual([[-1, ...near(pulled(0, 1), pulled(1, 1))], [-1, ...near(pulled(1, 1), pulled(2, 1))]]);
  });
});
