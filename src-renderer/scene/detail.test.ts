import { describe, expect, it } from 'vitest';
import { FULL_DETAIL, lineRank, MovingDetail } from './detail';

/** Detail of the last of `n` frames in motion that take `ms` each. */
function moved(detail: MovingDetail, clock: { ms: number }, n: number, ms: number, nRows = 2000): ReturnType<MovingDetail['next']> {
  let last = FULL_DETAIL;
  for (let frame = 0; frame < n; frame++) last = detail.next(clock.ms += ms, true, nRows);
  return last;
}

describe('the detail of a moving scene', () => {
  it('is full where frames are quick, and at rest whatever they are', () => {
    const detail = new MovingDetail(), clock = { ms: 0 };
    expect(moved(detail, clock, 200, 16.7)).toBe(FULL_DETAIL);
    expect(moved(detail, clock, 20, 400).areLinesThin).toBe(true);
    expect(detail.next(clock.ms += 400, false, 2000)).toBe(FULL_DETAIL);
  });

  it('falls until frames are quick enough, by two levels at once where they are far from it', () => {
    const detail = new MovingDetail(), clock = { ms: 0 };
    expect(moved(detail, clock, 2, 500)).toBe(FULL_DETAIL);
    expect(moved(detail, clock, 1, 500)).toEqual({ areLinesThin: true, lineShare: 0.5 });
    expect(moved(detail, clock, 1, 60)).toEqual({ areLinesThin: true, lineShare: 0.25 });
    expect(moved(detail, clock, 100, 30)).toEqual({ areLinesThin: true, lineShare: 0.25 });
    expect(moved(detail, clock, 100, 500)).toEqual({ areLinesThin: true, lineShare: 1 / 32 });
  });

  it('is what was found in the motion before, and unknown for another number of rows', () => {
    const detail = new MovingDetail(), clock = { ms: 0 };
    moved(detail, clock, 3, 60);
    detail.next(clock.ms += 60, false, 2000);
    expect(moved(detail, clock, 1, 4000)).toEqual({ areLinesThin: true, lineShare: 1 });
    expect(moved(detail, clock, 1, 10, 50)).toBe(FULL_DETAIL);
  });

  it('leaves the lines of a small cloud, and takes no notice of one slow frame', () => {
    const detail = new MovingDetail(), clock = { ms: 0 };
    moved(detail, clock, 50, 10, 120);
    moved(detail, clock, 1, 900, 120);
    expect(moved(detail, clock, 50, 10, 120)).toBe(FULL_DETAIL);
    expect(moved(detail, clock, 50, 500, 120)).toEqual({ areLinesThin: true, lineShare: 0.5 });
  });

  it('comes back when there is time to spare, ever later where that failed', () => {
    const detail = new MovingDetail(), clock = { ms: 0 };
    moved(detail, clock, 3, 60);
    expect(moved(detail, clock, 59, 10).areLinesThin).toBe(true);
    expect(moved(detail, clock, 1, 10)).toBe(FULL_DETAIL);
    moved(detail, clock, 2, 60);
    expect(moved(detail, clock, 119, 10).areLinesThin).toBe(true);
    expect(moved(detail, clock, 1, 10)).toBe(FULL_DETAIL);
  });
});

it('spreads the lines of any share evenly over the rows', () => {
  for (const share of [1 / 2, 1 / 4, 1 / 16]) {
    const drawn = Array.from({ length: 2000 }, (_, row) => row).filter((row) => lineRank(row) < share);
    expect(drawn.length / 2000).toBeCloseTo(share, 2);
    const gaps = drawn.slice(1).map((row, i) => row - (drawn[i] ?? 0));
    expect(Math.max(...gaps)).toBeLessThan(3 / share);
  }
});
