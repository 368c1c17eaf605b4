import { expect, it } from 'vitest';
import type { ShownTrails } from '../scene-input';
import { trailLegs, TRAIL_ROWS_MOST } from './trail-legs';

const places = (n: number, missing: readonly number[] = []): Float32Array => Float32Array.from({ length: n * 3 }, (_, i) => (missing.includes(Math.floor(i / 3)) ? NaN : i));
const trailsOf = (n: number, more: Partial<ShownTrails> = {}): ShownTrails => ({ stops: [places(n), places(n), places(n), places(n)], names: ['0', '1', '2', '3'], whole: [], nShown: 2, isEven: false, ...more });

it('goes back over the last stops, whole ways over all and on top', () => {
  const legs = trailLegs({ trails: trailsOf(2, { whole: [0] }), n: 2 });
  expect(legs.map(({ row, stop, isWhole }) => [row, stop, isWhole])).toEqual([[1, 2, false], [1, 3, false], [0, 0, true], [0, 1, true], [0, 2, true], [0, 3, true]]);
  expect(legs.slice(0, 2).map(({ from, to }) => [from, to])).toEqual([[0, 0.5], [0.5, 1]]);
});

it('draws nothing of rows that were nowhere, nor where no stop is wanted', () => {
  const stops = [places(3, [1]), places(3, [2])];
  expect(trailLegs({ trails: trailsOf(3, { stops }), n: 3 }).map(({ row, stop }) => [row, stop])).toEqual([[0, 0], [0, 1], [1, 1]]);
  expect(trailLegs({ trails: trailsOf(3, { nShown: 0 }), n: 3 })).toEqual([]);
});

it('shows those that were asked for alone in a throng, and no tangle of whole ways', () => {
  const n = TRAIL_ROWS_MOST + 1;
  expect(new Set(trailLegs({ trails: trailsOf(n, { whole: [5] }), n }).map(({ row }) => row))).toEqual(new Set([5]));
  const many = Array.from({ length: 30 }, (_, row) => row);
  expect(trailLegs({ trails: trailsOf(40, { whole: many }), n: 40 }).every(({ isWhole }) => !isWhole)).toBe(true);
});

it('is as strong everywhere where stops are alike', () => {
  expect(trailLegs({ trails: trailsOf(1, { isEven: true, nShown: 4 }), n: 1 }).map(({ from, to }) => [from, to])).toEqual([[1, 1], [1, 1], [1, 1], [1, 1]]);
});
