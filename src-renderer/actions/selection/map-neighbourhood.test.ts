import { expect, it } from 'vitest';
import { nearestPoints } from './map-neighbourhood';

/** On the x axis. */
const line = (...places: readonly number[]): Float32Array => Float32Array.from(places.flatMap((x) => [x, 0, 0]));

it('finds the points nearest to any of those given, the nearest first, without them', () => {
  const map = line(0, 1, 3, 10, 10.5, 20);
  expect(nearestPoints(map, [0], 2)).toEqual([1, 2]);
  expect(nearestPoints(map, [0, 3], 2)).toEqual([4, 1]);
  expect(nearestPoints(map, [0, 3], 99)).toEqual([4, 1, 2, 5]);
});

it('keeps the order of the points where distances are equal, measures all three axes, and finds nothing near nothing', () => {
  expect(nearestPoints(line(1, 0, -1), [1], 1)).toEqual([0]);
  expect(nearestPoints(Float32Array.of(0, 0, 0, 0, 0, 2, 0, 1, 0), [0], 1)).toEqual([2]);
  expect(nearestPoints(line(0, 1), [], 3)).toEqual([]);
});
