import { describe, expect, it } from 'vitest';
import { CloudModel } from '../../cloud-model';
import { DIM, FAINT } from '../../points/row-states';
import type { ShownTrails } from '../../scene-input';
import { DOT_LIMIT, makeTrails, NO_TRAILS, PIECE, stopsOf, TRAIL_LIMIT, TRAIL_NUMBERS, WHOLE_LIMIT, wholeRows, type TrailList } from './trail-list';

/** Rows at x = row, y = `stop`. */
const places = (n: number, stop: number): Float32Array => Float32Array.from({ length: n * 3 }, (_, i) => [Math.floor(i / 3), stop, 0][i % 3] ?? 0);
/** Rows of category 1 that were at `nStops` stops and are at the next. */
function modelOf(n: number, nStops: number, more: Partial<ShownTrails> = {}): CloudModel {
  const model = new CloudModel();
  model.setCloud({ positions: places(n, nStops), categories: new Uint8Array(n).fill(1), categoryLabels: [], contextOf: null, ghosts: [], ghostOf: new Int32Array(n).fill(-1) });
  const stops = Array.from({ length: nStops }, (_, stop) => places(n, stop));
  model.setTrails({ stops, names: stops.map((_, stop) => String(stop)), nShown: 3, ...more });
  return model;
}
interface Piece {
  readonly row: number;
  readonly from: number;
  readonly to: number;
  readonly ages: readonly [number, number];
  readonly opacity: number;
  readonly piece: number;
  readonly reach: number;
  readonly category: number;
  readonly isFirst: boolean;
}
function pieces({ count, numbers }: TrailList): Piece[] {
  return Array.from({ length: count }, (_, index) => {
    const [, , , opacity = NaN, row = NaN, from = NaN, , older = NaN, , to = NaN, , newer = NaN, , , , , , , , , piece = NaN, reach = NaN, category = NaN, first] = numbers.slice(index * TRAIL_NUMBERS);
    return { row, from, to, ages: [older, newer], opacity, piece, reach, category, isFirst: first === 1 };
  });
}
const legs = (model: CloudModel): Piece[] => pieces(makeTrails(model)).filter(({ piece }) => piece !== PIECE.dot);
const rowsIn = (list: readonly Piece[]): number[] => [...new Set(list.map(({ row }) => row))];

describe('makeTrails', () => {
  it('joins the last stops and the place where a row is, the latest leg last', () => {
    const list = legs(modelOf(1, 5));
    expect(list.map(({ from, to }) => [from, to])).toEqual([[2, 3], [3, 4], [4, 5]]);
    expect(list.map(({ ages }) => ages)).toEqual([[2, 1], [1, 0], [0, 0]]);
    expect(list.map(({ piece }) => piece)).toEqual([PIECE.leg, PIECE.legBeforeLast, PIECE.lastLeg]);
    expect(list.map(({ isFirst }) => isFirst)).toEqual([true, false, false]);
    expect(list[0]).toMatchObject({ reach: 3, category: 1, opacity: 1 });
  });

  it('goes one stop further back while rows are on their way, so that the oldest leg can fade', () => {
    const model = modelOf(1, 5);
    model.startMotion(places(1, 9), 450, undefined, true);
    const { numbers } = makeTrails(model);
    expect(legs(model).map(({ from, to }) => [from, to])).toEqual([[1, 2], [2, 3], [3, 4], [4, 9]]);
    expect(Array.from(numbers.slice(3 * TRAIL_NUMBERS + 16, 3 * TRAIL_NUMBERS + 19))).toEqual([0, 5, 0]);
  });

  it('has no more legs than there were stops, and none before there was one', () => {
    expect(legs(modelOf(1, 1)).map(({ from, to }) => [from, to])).toEqual([[0, 1]]);
    expect(makeTrails(modelOf(1, 0))).toBe(NO_TRAILS);
    const model = modelOf(1, 5);
    model.setTrails(null);
    expect(makeTrails(model)).toBe(NO_TRAILS);
  });

  it('takes selected rows back over all stops, in no category, after all others', () => {
    const model = modelOf(3, 6);
    model.selection = [1];
    const list = legs(model);
    expect(rowsIn(list)).toEqual([0, 2, 1]);
    const whole = list.filter(({ row }) => row === 1);
    expect(whole.map(({ from }) => from)).toEqual([0, 1, 2, 3, 4, 5]);
    expect(whole.every(({ category, reach }) => category === -1 && reach === 5)).toBe(true);
    expect(makeTrails(model).nTrails).toBe(3);
  });

  it('shows whole ways alone where trails go back over no stop', () => {
    const model = modelOf(3, 4, { nShown: 0 });
    expect(makeTrails(model).count).toBe(0);
    model.selection = [2];
    expect(rowsIn(legs(model))).toEqual([2]);
  });

  it('treats selected rows like the others where more are selected than anybody could follow', () => {
    const model = modelOf(WHOLE_LIMIT + 1, 6);
    model.selection = Array.from({ length: WHOLE_LIMIT }, (_, row) => row);
    expect(wholeRows(model)).toHaveLength(WHOLE_LIMIT);
    model.selection = Array.from({ length: WHOLE_LIMIT + 1 }, (_, row) => row);
    expect(wholeRows(model)).toEqual([]);
    expect(legs(model).every(({ category }) => category === 1)).toBe(true);
    expect(legs(model)).toHaveLength((WHOLE_LIMIT + 1) * 3);
  });

  it('keeps to selected rows in large clouds, and never has more trails than the limit', () => {
    const n = TRAIL_LIMIT + 1;
    const model = modelOf(n, 2);
    expect(makeTrails(model).count).toBe(0);
    model.selection = [7, 9];
    expect(rowsIn(legs(model))).toEqual([7, 9]);
    model.selection = Array.from({ length: n }, (_, row) => row);
    expect(makeTrails(model).nTrails).toBe(TRAIL_LIMIT);
    expect(makeTrails(modelOf(TRAIL_LIMIT, 2)).nTrails).toBe(TRAIL_LIMIT);
  });

  it('has a dot at each stop in small clouds, but not on whole ways', () => {
    const model = modelOf(2, 5);
    model.selection = [1];
    const dots = pieces(makeTrails(model)).filter(({ piece }) => piece === PIECE.dot);
    expect(dots.map(({ row, from, ages: [age] }) => [row, from, age])).toEqual([[0, 2, 2], [0, 3, 1], [0, 4, 0]]);
    expect(pieces(makeTrails(modelOf(DOT_LIMIT + 1, 2))).some(({ piece }) => piece === PIECE.dot)).toBe(false);
  });

  it('dims rows outside the filter as their points are', () => {
    const model = modelOf(2, 1);
    model.filter = Uint8Array.of(1, 0);
    expect(legs(model).map(({ opacity }) => opacity)).toEqual([1, expect.closeTo(DIM, 6)]);
  });

  it('is faint where a row moves without cause', () => {
    const model = modelOf(2, 1);
    model.setFaded(Uint8Array.of(1, 0));
    expect(legs(model).map(({ opacity }) => opacity)).toEqual([expect.closeTo(FAINT, 6), 1]);
  });

  it('leaves out rows that are nowhere now, and what lay before a stop where a row had no place', () => {
    const model = modelOf(3, 3);
    const now = places(3, 3);
    now[0] = NaN;
    model.trails?.stops[1]?.fill(NaN, 3, 6);
    model.setCloud({ ...model.data, positions: now });
    expect(legs(model).map(({ row, from }) => [row, from])).toEqual([[1, 2], [2, 0], [2, 1], [2, 2]]);
    model.selection = [0];
    expect(wholeRows(model)).toEqual([]);
  });

  it('has no leg between equal places, and none for a row that never moved', () => {
    const stops = [0, 1, 1, 2].map((stop) => places(1, stop));
    const model = modelOf(1, 4, { stops });
    expect(legs(model).map(({ from, to, ages }) => [from, to, ages])).toEqual([[1, 2, [1, 0]], [2, 4, [0, 0]]]);
    expect(stopsOf(stops, 0).map(({ age }) => age)).toEqual([3, 1, 0]);
    const still = modelOf(1, 4, { stops: [4, 4, 4, 4].map((stop) => places(1, stop)) });
    expect(makeTrails(still)).toMatchObject({ count: 0, nTrails: 0 });
  });

  it('ends where a row that has come back is on its way to', () => {
    const model = modelOf(1, 1);
    model.startMotion(places(1, 0), 450, undefined, true);
    expect(legs(model).map(({ from, to, piece }) => [from, to, piece])).toEqual([[0, 0, PIECE.lastLeg]]);
    model.advance(1);
    expect(makeTrails(model).count).toBe(0);
  });
});

it('shows the whole way of rows that were asked for, and no dots where all stops are alike', () => {
  const model = modelOf(3, 4, { whole: [2], isEven: true });
  model.selection = [0];
  expect(wholeRows(model)).toEqual([2]);
  expect(pieces(makeTrails(model)).some(({ piece }) => piece === PIECE.dot)).toBe(false);
});

it('counts the rows that were at the last stop alone', () => {
  const n = TRAIL_LIMIT + 2;
  const last = places(n, 0).fill(NaN, 0, 6);
  expect(makeTrails(modelOf(n, 1, { stops: [last] })).nTrails).toBe(TRAIL_LIMIT);
});
