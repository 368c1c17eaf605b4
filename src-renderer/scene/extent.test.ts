import { describe, expect, it } from 'vitest';
import { mulberry32 } from '@contract/prng';
import { cloudExtent, isFlatLayout } from './extent';

describe('cloudExtent', () => {
  it('measures rows, and other places only where there are none', () => {
    const rows = Float32Array.of(1, 0, 0, -1, 0, 0, NaN, 0, 0);
    expect(cloudExtent(rows, [[5, 5, 5]])).toEqual({ centre: [0, 0, 0], radius: 1, outermost: Float32Array.of(1, 0, 0, -1, 0, 0, 5, 5, 5) });
    expect(cloudExtent(new Float32Array(0), [[2, 2, 2], [4, 2, 2]])).toMatchObject({ centre: [3, 2, 2], radius: 1 });
    expect(cloudExtent(new Float32Array(0), []).outermost).toHaveLength(0);
  });

  it('keeps the outermost of very many rows: no direction sees the cloud end earlier than a hundredth of its radius', () => {
    const random = mulberry32(3);
    const bell = (): number => random() + random() + random() - 1.5;
    const rows = Float32Array.from({ length: 90_000 }, (_, i) => bell() * [3, 1, 0.4][i % 3]! + 7);
    rows.set([NaN, 7, 7], 300);
    const { outermost, radius } = cloudExtent(rows, []);
    expect(outermost.length).toBeLessThan(rows.length / 2);
    const reach = (positions: Float32Array, [x, y, z]: readonly number[]): number => {
      let most = -Infinity;
      for (let i = 0; i < positions.length; i += 3) {
        const along = positions[i]! * x! + positions[i + 1]! * y! + positions[i + 2]! * z!;
        if (along > most) most = along;
      }
      return most;
    };
    for (let turn = 0; turn < 60; turn++) {
      const direction = [Math.cos(turn) * Math.cos(turn * 0.37), Math.sin(turn) * Math.cos(turn * 0.37), Math.sin(turn * 0.37)];
      expect(reach(rows, direction) - reach(outermost, direction)).toBeLessThan(0.01 * radius);
    }
  });
});

it('tells a flat layout', () => {
  expect(isFlatLayout(Float32Array.of(1, 2, 0, 3, 4, 0))).toBe(true);
  expect(isFlatLayout(Float32Array.of(1, 2, 0, 3, 4, 0.1))).toBe(false);
  expect(isFlatLayout(new Float32Array(0))).toBe(false);
});
