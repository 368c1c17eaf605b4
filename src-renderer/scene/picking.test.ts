import { describe, expect, it } from 'vitest';
import { depthOrder } from './depth-order';
import { pickRow, rowInDirection, rowsInOutline, type ScreenPoints } from './picking';

function points(...places: [number, number, number?][]): ScreenPoints {
  return { x: Float32Array.from(places, ([x]) => x), y: Float32Array.from(places, ([, y]) => y), scale: Float32Array.from(places, ([, , scale]) => scale ?? 1) };
}
const screen = { x: 0, y: 0, width: 200, height: 200 };

describe('pickRow', () => {
  const cloud = points([10, 10], [16, 10], [100, 100], [100, 100, 0]);
  it('takes the nearest within reach', () => {
    expect(pickRow(cloud, 12, 10)).toBe(0);
    expect(pickRow(cloud, 15, 11)).toBe(1);
    expect(pickRow(cloud, 40, 10)).toBeNull();
    expect(pickRow(cloud, 109.5, 100)).toBeNull();
    expect(pickRow(cloud, 108.5, 100)).toBe(2);
  });
  it('takes the front one of two in the same place, and never one behind the camera', () => {
    expect(pickRow(points([5, 5, 0.8], [5, 5, 1.2]), 5, 5)).toBe(1);
    expect(pickRow(points([5, 5, 0]), 5, 5)).toBeNull();
  });
  it('takes a filtered-out row only where there is no other', () => {
    expect(pickRow(cloud, 10, 10, 9, Uint8Array.of(0, 1, 1, 1))).toBe(1);
    expect(pickRow(cloud, 5, 10, 9, Uint8Array.of(0, 1, 1, 1))).toBe(0);
  });
});

describe('rowInDirection', () => {
  const cross = points([100, 100], [150, 100], [100, 40], [60, 105], [100, 190], [180, 101]);
  it.each([['right', 1], ['up', 2], ['left', 3], ['down', 4]] as const)('goes %s', (direction, row) => expect(rowInDirection(cross, 0, direction, screen)).toBe(row));
  it('starts in the middle', () => expect(rowInDirection(cross, null, 'left', screen)).toBe(0));
  it('stops at the edge of what is shown, and skips what is filtered out', () => {
    expect(rowInDirection(cross, 5, 'right', screen)).toBeNull();
    expect(rowInDirection(cross, 0, 'right', screen, Uint8Array.of(1, 0, 1, 1, 1, 1))).toBe(5);
    expect(rowInDirection(cross, 0, 'right', { ...screen, width: 120 })).toBeNull();
  });
});

describe('rowsInOutline', () => {
  const cloud = points([10, 10], [50, 50], [90, 10], [50, 20, 0]);
  it('counts what lies inside by the even–odd rule', () => {
    expect(rowsInOutline(cloud, [0, 0, 60, 0, 60, 60, 0, 60])).toEqual([0, 1]);
    expect(rowsInOutline(cloud, [0, 0, 100, 0, 100, 100, 70, 100, 70, 5, 30, 5, 30, 100, 0, 100])).toEqual([0, 2]);
  });
  it('needs three corners and respects the filter', () => {
    expect(rowsInOutline(cloud, [0, 0, 60, 0])).toEqual([]);
    expect(rowsInOutline(cloud, [0, 0, 60, 0, 60, 60, 0, 60], Uint8Array.of(0, 1, 1, 1))).toEqual([1]);
  });
});

describe('depthOrder', () => {
  it('goes from back to front, emphasised rows last', () => {
    const order = new Uint32Array(4);
    depthOrder(Float32Array.of(0, 0, 1, 0, 0, -1, 0, 0, 0.5, 0, 0, -2), [0, 0, 1], Float32Array.of(0, 0, 0, 1), order);
    expect(Array.from(order)).toEqual([1, 2, 0, 3]);
  });
  it('keeps equal depths in row order', () => {
    const order = new Uint32Array(3);
    depthOrder(new Float32Array(9), [0, 0, 1], new Float32Array(3), order);
    expect(Array.from(order)).toEqual([0, 1, 2]);
  });
});
