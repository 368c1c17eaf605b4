import { describe, expect, it } from 'vitest';
import { makeThreads, THREAD_LIMIT, THREAD_NUMBERS, threadCentroids, type ThreadLayout, type ThreadSource } from './thread-list';
import type { Position } from '../types';

interface Wanted {
  readonly positions?: Float32Array;
  readonly ghostOf?: Int32Array;
  readonly categories?: Uint8Array;
}

function layout(positions: Float32Array, { categories, ghostOf }: Pick<ThreadSource, 'categories' | 'ghostOf'>, ghost: Position = [0, 0, 0]): ThreadLayout {
  return { positions, ghosts: [ghost], centroids: threadCentroids(positions, categories, ghostOf) };
}
function source(n: number, { positions, ghostOf = new Int32Array(n), categories = new Uint8Array(n).fill(1) }: Wanted = {}, more: Partial<ThreadSource> = {}): ThreadSource {
  const places = positions ?? Float32Array.from({ length: n * 3 }, (_, i) => (i % 3 === 0 ? 1 + Math.floor(i / 3) : 0));
  return { categories, ghostOf, to: layout(places, { categories, ghostOf }), from: null, displacedFrom: null, opacityOf: () => 1, selection: [], hover: null, ...more };
}
const thread = (texels: Float32Array, index: number): number[] => Array.from(texels.slice(index * THREAD_NUMBERS, (index + 1) * THREAD_NUMBERS));

describe('makeThreads', () => {
  it('bundles towards the centroid of the category', () => {
    // Rows at x = 1 and 3, centroid 2: control x of row 0 = 0.6 · (0.3 · 1 + 0.7 · 2) = 1.02.
    const { count, texels } = makeThreads(source(2, { positions: Float32Array.of(1, 0, 0, 3, 0, 0) }));
    expect(count).toBe(2);
    expect(thread(texels, 0).slice(0, 12)).toEqual([0, 0, 0, 1, expect.closeTo(1.02, 6), 0, 0, 0, 1, 0, 0, 1]);
  });
  it('does not bundle across categories', () => {
    const { texels } = makeThreads(source(2, { positions: Float32Array.of(1, 0, 0, 3, 0, 0), categories: Uint8Array.of(1, 2) }));
    expect(thread(texels, 0)[4]).toBeCloseTo(0.6, 6);
  });
  it('leaves out rows without a ghost or a place, and puts emphasised ones last', () => {
    const { count, texels } = makeThreads(source(4, { ghostOf: Int32Array.of(0, -1, 0, 0), positions: Float32Array.of(1, 0, 0, 2, 0, 0, 3, 0, 0, NaN, 0, 0) }, { selection: [0] }));
    expect(count).toBe(2);
    expect(thread(texels, 0)[8]).toBe(3);
    expect(thread(texels, 1)[7]).toBe(1);
    expect(thread(texels, 1)[8]).toBe(1);
  });
  it('keeps only emphasised threads in large clouds, and never more of them than the limit', () => {
    const n = THREAD_LIMIT + 1;
    expect(makeThreads(source(n)).count).toBe(0);
    expect(makeThreads(source(n, {}, { selection: [7], hover: 9 })).count).toBe(2);
    expect(makeThreads(source(THREAD_LIMIT)).count).toBe(THREAD_LIMIT);
    expect(makeThreads(source(n, {}, { selection: Array.from({ length: n }, (_, row) => row) })).count).toBe(THREAD_LIMIT);
  });
  it('holds both ends of a motion, with the delay of the row', () => {
    const base = source(3);
    const from = layout(new Float32Array(9).fill(5), base, [1, 1, 1]);
    const { texels } = makeThreads({ ...base, from });
    expect(thread(texels, 1).slice(8, 11)).toEqual([2, 0, 0]);
    expect(thread(texels, 1).slice(12, 16)).toEqual([1, 1, 1, 0.5]);
    expect(thread(texels, 1).slice(20, 23)).toEqual([5, 5, 5]);
  });
  it('joins rows to where they were by straight lines, none for rows that were nowhere or have not moved', () => {
    const base = source(3, { ghostOf: new Int32Array(3).fill(-1) });
    const displacedFrom = Float32Array.of(1, 2, 0, NaN, NaN, NaN, 3, 0, 0);
    const { count, texels } = makeThreads({ ...base, displacedFrom });
    expect(count).toBe(1);
    expect(thread(texels, 0).slice(0, 12)).toEqual([1, 2, 0, 1, 1, 1, 0, 0, 1, 0, 0, 1]);
  });
});
