import { describe, expect, it } from 'vitest';
import { boxBetween, closes, flat, middleOf, movedBy } from './outline-places';

const size = { width: 100, height: 60 };

describe('an outline drawn by keys', () => {
  it('starts in the middle and stays inside the scene', () => {
    expect(middleOf(size)).toEqual({ x: 50, y: 30 });
    expect(movedBy({ x: 50, y: 30 }, 'left', false, size)).toEqual({ x: 42, y: 30 });
    expect(movedBy({ x: 90, y: 30 }, 'right', true, size)).toEqual({ x: 100, y: 30 });
    expect(movedBy({ x: 50, y: 3 }, 'up', false, size)).toEqual({ x: 50, y: 0 });
  });

  it('closes on its first corner once there are three', () => {
    const corners = [{ x: 10, y: 10 }, { x: 50, y: 10 }, { x: 50, y: 50 }];
    expect(closes(corners, { x: 16, y: 12 })).toBe(true);
    expect(closes(corners, { x: 30, y: 12 })).toBe(false);
    expect(closes(corners.slice(0, 2), { x: 10, y: 10 })).toBe(false);
  });

  it('makes a box of two corners', () => {
    expect(flat(boxBetween({ x: 1, y: 2 }, { x: 5, y: 6 }))).toEqual([1, 2, 5, 2, 5, 6, 1, 6]);
  });
});
