import { expect, it } from 'vitest';
import type { LayerReach } from '@contract/model-figures';
import { chartPoints, decadesOf, sidePath } from './move-scale';

const reach: LayerReach = {
  floor: 1e-9,
  left: { reach: 4, moves: [{ distance: 1, move: 0.1, share: 0.1, n: 3 }, { distance: 2, move: 1e-10, share: 1e-10, n: 3 }, { distance: 4, move: 0.001, share: 0.001, n: 3 }] },
  right: { reach: 0, moves: [{ distance: 1, move: 0, share: 0, n: 3 }, { distance: 2, move: null, share: null, n: 0 }, { distance: 4, move: 0, share: 0, n: 3 }] },
};

it('spans the powers of ten of what moved, and none where nothing did', () => {
  expect(decadesOf([reach])).toEqual([-3, -1]);
  expect(decadesOf([{ ...reach, left: reach.right }])).toBeNull();
});

it('sets distances apart by their logarithm from the target in the middle, and what did not move on the base line', () => {
  const points = chartPoints(reach, [-3, -1], 100, 40);
  expect(points.map(({ side, distance, x, y }) => [side, distance, x, y === null ? null : Math.round(y)])).toEqual([
    ['left', 1, 40, 4], ['left', 2, 22, null], ['left', 4, 4, 36], ['right', 1, 60, null], ['right', 4, 96, null],
  ]);
  expect([sidePath(points, 'left'), sidePath(points, 'right')]).toEqual(['M40.0 4.0L4.0 36.0', '']);
});
