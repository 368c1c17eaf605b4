import { describe, expect, it } from 'vitest';
import type { Neighbours } from '../neighbours';
import { neighbourChange, unfoundedSteps } from './unfounded';

const of = (...rows: number[][]): Neighbours => ({ k: rows[0]?.length ?? 0, indices: Int32Array.from(rows.flat()), distances: new Float32Array(rows.flat().length), recall: 1 });

describe('neighbourChange', () => {
  it('is the share of the nearest others that are gone, in whatever order they stand', () => {
    const change = neighbourChange(of([0, 1, 2], [1, 0, 2], [2, 0, 1], [3, 0, 1]), of([0, 2, 1], [1, 0, 3], [2, 0, 1], [3, 2, 1]), 4);
    expect([...change]).toEqual([0, 0.5, 0, 0.5]);
  });

  it('counts no ghosts, and of no more than both know', () => {
    // Rows 0 to 2 count, 3 is a ghost.
    const change = neighbourChange(of([0, 1, 3], [1, 3, 0], [2, 0, 1]), of([0, 1, 2], [1, 2, 0], [2, 3, 1]), 3);
    expect([...change]).toEqual([0, 1, 1]);
  });

  it('counts fifteen, though more are known', () => {
    const others = Array.from({ length: 17 }, (_, i) => i + 1), swapped = [...others.slice(0, 14), 16, 15, 17];
    const alone = (...row: number[]): Neighbours => of(row, ...others.map((other) => [other, ...Array<number>(17).fill(other)]));
    expect(neighbourChange(alone(0, ...others), alone(0, ...swapped), 18)[0]).toBeCloseTo(1 / 15, 6);
  });
});

describe('unfoundedSteps', () => {
  const steps = Float32Array.from({ length: 20 }, (_, row) => row);

  it('are among the largest tenth though the neighbourhood changed less than the median one', () => {
    const change = new Float32Array(20).fill(0.5);
    change[19] = 0.1;
    change[3] = 0;
    expect([...unfoundedSteps(steps, change).entries()].flatMap(([row, is]) => (is === 1 ? [row] : []))).toEqual([19]);
    expect(unfoundedSteps(steps, new Float32Array(20).fill(0.5)).some((is) => is === 1)).toBe(false);
  });

  it('leave ghosts out, and claim nothing where all move alike', () => {
    const change = new Float32Array(20).fill(0.5);
    change[19] = 0.1;
    expect(unfoundedSteps(Float32Array.of(...steps, 99), change)).toHaveLength(20);
    expect(unfoundedSteps(Float32Array.of(...steps, 99), change)[19]).toBe(1);
    expect(unfoundedSteps(new Float32Array(20).fill(1), change).some((is) => is === 1)).toBe(false);
  });
});
