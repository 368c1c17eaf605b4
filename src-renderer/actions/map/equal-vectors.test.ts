import { describe, expect, it } from 'vitest';
import { equalGroups, mergeEqual } from './equal-vectors';

describe('equal vectors', () => {
  const vectors = Float32Array.of(1, 2, 3, 3, 2, 1, 1, 2, 3 + 4e-6, 0, 0, 9, 3, 2, 1, 1, 2.1, 3);

  it('are found whatever stands between them, and nothing that differs', () => {
    expect(equalGroups(vectors, 3, [0, 1, 2, 3, 4, 5])).toEqual([[0, 2], [1, 4]]);
    expect(equalGroups(vectors, 3, [1, 2, 3])).toEqual([]);
  });

  it('stand at one place, with a count', () => {
    const coordinates = Float32Array.of(0, 0, 0, 4, 4, 4, 2, 0, 0);
    expect(mergeEqual(coordinates, [[0, 2]])).toEqual({ coordinates: Float32Array.of(1, 0, 0, 4, 4, 4, 1, 0, 0), counts: Int32Array.of(2, 1, 0) });
    expect([...coordinates]).toEqual([0, 0, 0, 4, 4, 4, 2, 0, 0]);
  });
});
