import { describe, expect, it } from 'vitest';
import { makeTrail, placeOnTrail } from './typed';
import type { Position } from './types';

const path: Position[] = [[0, 0, 0], [1, 1, 0], [2, 0, 0], [4, 0, 1]];

describe('makeTrail', () => {
  it('passes through every place of the path', () => {
    const { samples, nodes } = makeTrail({ position: [4, 0, 1], path });
    expect(nodes.map((node) => (samples[node] as Position).map((value) => +value.toFixed(6)))).toEqual(path.map((place) => [...place]));
  });
  it('goes on to the position when the path ends short of it', () => {
    const { samples } = makeTrail({ position: [9, 9, 9], path });
    expect((samples[samples.length - 1] as Position).map((value) => +value.toFixed(6))).toEqual([9, 9, 9]);
  });
  it('survives repeated places and an empty path', () => {
    const { samples } = makeTrail({ position: [1, 0, 0], path: [[0, 0, 0], [0, 0, 0], [1, 0, 0], [1, 0, 0]] });
    expect(samples.flat().every(Number.isFinite)).toBe(true);
    expect(makeTrail({ position: [1, 2, 3], path: [] })).toEqual({ samples: [[1, 2, 3]], nodes: [] });
  });
});

describe('placeOnTrail', () => {
  const straight = makeTrail({ position: [10, 0, 0], path: [[0, 0, 0], [1, 0, 0], [10, 0, 0]] });
  it.each([[0, 0], [0.5, 5], [1, 10]])('has covered the share %d of the length', (u, x) => expect(placeOnTrail(straight, u).position[0]).toBeCloseTo(x, 1));
  it('stands still on a trail of one place', () => expect(placeOnTrail(makeTrail({ position: [1, 2, 3], path: [] }), 0.3).position).toEqual([1, 2, 3]));
});
