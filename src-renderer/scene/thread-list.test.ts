import { describe, expect, it } from 'vitest';
import { makeThreads, THREAD_LIMIT, type ThreadSource } from './thread-list';

function source(n: number, more: Partial<ThreadSource> = {}): ThreadSource {
  return {
    positions: Float32Array.from({ length: n * 3 }, (_, i) => (i % 3 === 0 ? 1 + Math.floor(i / 3) : 0)), categories: new Uint8Array(n).fill(1), ghostOf: new Int32Array(n), ghosts: [[0, 0, 0]],
    opacity: new Float32Array(n).fill(1), emphasis: new Float32Array(n), ...more,
  };
}
const thread = (texels: Float32Array, index: number): number[] => Array.from(texels.slice(index * 12, index * 12 + 12));

describe('makeThreads', () => {
  it('bundles towards the centroid of the category', () => {
    // Rows at x = 1 and 3, centroid 2: control x of row 0 = 0.6 · (0.3 · 1 + 0.7 · 2) = 1.02.
    const { count, texels } = makeThreads(source(2, { positions: Float32Array.of(1, 0, 0, 3, 0, 0) }));
    expect(count).toBe(2);
    expect(thread(texels, 0)).toEqual([0, 0, 0, 1, expect.closeTo(1.02, 6), 0, 0, 0, 1, 0, 0, 1]);
  });
  it('does not bundle across categories', () => {
    const { texels } = makeThreads(source(2, { positions: Float32Array.of(1, 0, 0, 3, 0, 0), categories: Uint8Array.of(1, 2) }));
    expect(thread(texels, 0)[4]).toBeCloseTo(0.6, 6);
  });
  it('leaves out rows without a ghost and puts emphasised ones last', () => {
    const { count, texels } = makeThreads(source(3, { ghostOf: Int32Array.of(0, -1, 0), emphasis: Float32Array.of(1, 0, 0) }));
    expect(count).toBe(2);
    expect(thread(texels, 0)[8]).toBe(3);
    expect(thread(texels, 1)[7]).toBe(1);
  });
  it('keeps only emphasised threads in large clouds', () => {
    const n = THREAD_LIMIT + 1;
    const emphasis = new Float32Array(n);
    expect(makeThreads(source(n)).count).toBe(0);
    emphasis[7] = 1;
    expect(makeThreads(source(n, { emphasis })).count).toBe(1);
    expect(makeThreads(source(THREAD_LIMIT)).count).toBe(THREAD_LIMIT);
  });
});
