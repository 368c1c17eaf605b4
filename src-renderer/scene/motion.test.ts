import { describe, expect, it } from 'vitest';
import { delayOf, movingPosition, movingPositions, shareOf, type Motion } from './motion';

const motion = (more: Partial<Motion>): Motion => ({ from: new Float32Array(9), to: new Float32Array(9).fill(8), stagger: 0.5, isEased: false, u: 0.5, ...more });

describe('a motion', () => {
  it('lets the first row arrive before the last sets off at a stagger of one half', () => {
    expect([0, 1, 2].map((row) => shareOf(motion({}), delayOf(row, 3)))).toEqual([1, 0.5, 0]);
  });
  it('is slow at both ends where eased', () => {
    const eased = motion({ stagger: 0, isEased: true });
    expect([0, 0.25, 0.5, 0.75, 1].map((u) => shareOf({ ...eased, u }, 0))).toEqual([0, 0.0625, 0.5, 0.9375, 1]);
  });
  it('places one row as it places all', () => {
    const now = movingPositions(motion({ u: 0.6 }));
    [0, 1, 2].forEach((row) => movingPosition(motion({ u: 0.6 }), row).forEach((value, axis) => expect(value).toBeCloseTo(now[row * 3 + axis]!, 5)));
  });
  it('has no delay for a single row', () => expect(delayOf(0, 1)).toBe(0));
});
