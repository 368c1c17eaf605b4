import { describe, expect, it } from 'vitest';
import { mulberry32 } from '@contract/prng';
import { rowInDirection, rowsInOutline, type ScreenPoints } from './picking';

function points(...places: [number, number, number?][]): ScreenPoints {
  return { x: Float32Array.from(places, ([x]) => x), y: Float32Array.from(places, ([, y]) => y), scale: Float32Array.from(places, ([, , scale]) => scale ?? 1) };
}
const screen = { x: 0, y: 0, width: 200, height: 200 };

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
  it('agrees with a comparison of every row with every edge, also for an outline that crosses itself', () => {
    const random = mulberry32(11);
    const outline = Array.from({ length: 80 }, () => Math.round(random() * 900) / 3 - 20);
    const cloud = points(...Array.from({ length: 2000 }, () => [random() * 300, random() * 300] as [number, number]));
    const isInside = (x: number, y: number): boolean => {
      let crossings = 0;
      for (let i = 0; i < outline.length; i += 2) {
        const [ax, ay, bx, by] = [outline[i]!, outline[i + 1]!, outline[(i + 2) % 80]!, outline[(i + 3) % 80]!];
        if (ay > y !== by > y && x < ax + ((bx - ax) * (y - ay)) / (by - ay)) crossings++;
      }
      return crossings % 2 === 1;
    };
    const expected = Array.from({ length: 2000 }, (_, row) => row).filter((row) => isInside(cloud.x[row]!, cloud.y[row]!));
    expect(expected.length).toBeGreaterThan(300);
    expect(rowsInOutline(cloud, outline)).toEqual(expected);
  });
});
