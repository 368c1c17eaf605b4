import { describe, expect, it } from 'vitest';
import { mulberry32 } from '@contract/prng';
import { DEFAULT_CAMERA } from '../camera/camera-moves';
import { CameraView } from '../camera/camera-view';
import { CROWD_MOST, crowdInView } from './crowd';

const bounds = { x: 8, y: 8, width: 764, height: 806 };
const view = new CameraView(DEFAULT_CAMERA, 780, 822);

function cloud(n: number, categoryOf: (row: number) => number): Parameters<typeof crowdInView>[2] {
  const random = mulberry32(n);
  return {
    n, filter: null, positions: Float32Array.from({ length: n * 3 }, () => random() * 1.4 - 0.7),
    data: { categories: Uint8Array.from({ length: n }, (_, row) => categoryOf(row)), positions: new Float32Array(0), categoryLabels: [], contextOf: null, ghosts: [], ghostOf: new Int32Array(0) },
  };
}

describe('crowdInView', () => {
  it('holds every row of a small cloud, where it is on screen', () => {
    const crowd = crowdInView(view, bounds, cloud(500, () => 1));
    expect(Array.from(crowd.rows)).toEqual(Array.from({ length: 500 }, (_, row) => row));
    const model = cloud(500, () => 1);
    const at = view.toScreen(model.positions[30]!, model.positions[31]!, model.positions[32]!);
    expect([crowd.x[10], crowd.y[10]]).toEqual([Math.fround(at.x), Math.fround(at.y)]);
  });

  it('leaves out what is off screen, without a place or outside the filter', () => {
    const model = cloud(6, () => 1);
    model.positions.set([90, 0, 0], 3);
    model.positions.fill(NaN, 6, 9);
    const crowd = crowdInView(view, bounds, { ...model, filter: Uint8Array.of(1, 1, 1, 0, 1, 1) });
    expect(Array.from(crowd.rows)).toEqual([0, 4, 5]);
    expect(crowd.nInView).toBe(3);
  });

  it('samples 100,000 rows: bounded, all of the smallest categories, weights that add up', () => {
    const crowd = crowdInView(view, bounds, cloud(100_000, (row) => (row % 20_000 === 7 ? 3 : 1 + (row % 2))));
    expect(crowd.rows.length).toBeLessThanOrEqual(CROWD_MOST);
    expect(crowd.rows.length).toBeGreaterThan(500);
    expect(crowd.nInView).toBe(100_000);
    expect(crowd.category.filter((category) => category === 3)).toHaveLength(5);
    expect(Math.abs(crowd.weight.reduce((sum, weight) => sum + weight, 0) / 100_000 - 1)).toBeLessThan(0.15);
  });

  it('draws the same rows in another view', () => {
    const model = cloud(50_000, () => 1);
    const from = (yaw: number): Set<number> => new Set(crowdInView(new CameraView({ ...DEFAULT_CAMERA, yaw }, 780, 822), bounds, model).rows);
    const one = from(0.3), other = from(0.9);
    expect([...one].filter((row) => !other.has(row))).toEqual([]);
  });
});
