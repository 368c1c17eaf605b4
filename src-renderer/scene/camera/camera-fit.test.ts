import { describe, expect, it } from 'vitest';
import { mulberry32 } from '@contract/prng';
import { fitted, showsAll, widestYaw } from './camera-fit';
import { DEFAULT_CAMERA } from './camera-moves';
import type { CameraState } from '@contract/camera';
import { cameraBasis, CameraView } from './camera-view';

const margin = { x: 50, y: 40 };
const tall = { x: 0, y: 66, width: 780, height: 624 };

function screenBox(camera: CameraState, positions: Float32Array): { left: number; right: number; top: number; bottom: number; nearest: number } {
  const view = new CameraView(camera, 780, 822);
  const places = Array.from({ length: positions.length / 3 }, (_, row) => view.toScreen(positions[row * 3] as number, positions[row * 3 + 1] as number, positions[row * 3 + 2] as number));
  expect(places.every(({ scale }) => scale > 0)).toBe(true);
  const xs = places.map(({ x }) => x), ys = places.map(({ y }) => y);
  return { left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys), nearest: Math.max(...places.map(({ scale }) => scale)) };
}

describe('fitted', () => {
  const free = { x: 0, y: 60, width: 800, height: 400 };
  const corners = Float32Array.of(-1, -1, -1, 1, 1, 1, -1, 1, 0.5, 1, -1, -0.5, 0.2, 3, 0);

  it.each([1, 0.01, 30])('fills the free rectangle but for the margin, at size %d', (size) => {
    const positions = corners.map((value) => value * size + 5 * size);
    const state = fitted(DEFAULT_CAMERA, positions, 800, 600, free, margin);
    const at = new CameraView(state, 800, 600);
    const places = Array.from({ length: 5 }, (_, i) => at.toScreen(positions[i * 3] as number, positions[i * 3 + 1] as number, positions[i * 3 + 2] as number));
    const ys = places.map(({ y }) => y), xs = places.map(({ x }) => x);
    expect(Math.min(...ys)).toBeGreaterThan(60 + 40 - 0.01);
    expect(Math.max(...ys)).toBeLessThan(460 - 40 + 0.01);
    expect(Math.min(...xs)).toBeGreaterThan(50 - 0.01);
    expect(Math.max(...ys) - Math.min(...ys)).toBeGreaterThan(300);
    expect(state.yaw).toBe(DEFAULT_CAMERA.yaw);
  });

  it('copes with one point and with none', () => {
    const one = fitted(DEFAULT_CAMERA, Float32Array.of(4, 5, 6), 800, 600, free, margin);
    const { x, y } = new CameraView(one, 800, 600).toScreen(4, 5, 6);
    expect(x).toBeCloseTo(400, 3);
    expect(y).toBeCloseTo(260, 3);
    expect(fitted(DEFAULT_CAMERA, new Float32Array(0), 800, 600, free, margin)).toBe(DEFAULT_CAMERA);
  });

  it('shows every point of 300 clouds with far outlying clusters, as large as the room allows', () => {
    const random = mulberry32(7);
    const spread = (width: number): number => (random() - 0.5) * width;
    for (let trial = 0; trial < 300; trial++) {
      const nClusters = 2 + Math.floor(random() * 5);
      const camera = { ...DEFAULT_CAMERA, yaw: spread(6), pitch: spread(2) };
      const { back } = cameraBasis(camera.yaw, camera.pitch);
      // Every third cloud has a cluster far out towards the camera.
      const clusters = Array.from({ length: nClusters }, (_, i) => (i === 0 && trial % 3 === 0 ? back.map((axis) => axis * 6 + spread(0.4)) : [spread(3), spread(3), spread(3)]));
      const positions = Float32Array.from({ length: 150 * 3 }, (_, i) => ((clusters[Math.floor(i / 3) % nClusters] as number[])[i % 3] as number) + spread(0.1));
      const box = screenBox(fitted(camera, positions, 780, 822, tall, margin), positions);
      expect(box.left).toBeGreaterThan(tall.x + margin.x - 0.01);
      expect(box.right).toBeLessThan(tall.x + tall.width - margin.x + 0.01);
      expect(box.top).toBeGreaterThan(tall.y + margin.y - 0.01);
      expect(box.bottom).toBeLessThan(tall.y + tall.height - margin.y + 0.01);
      expect(Math.abs(box.left + box.right - 2 * tall.x - tall.width)).toBeLessThan(0.1);
      expect(Math.abs(box.top + box.bottom - 2 * tall.y - tall.height)).toBeLessThan(0.1);
      const isFull = box.right - box.left > tall.width - 2 * margin.x - 1 || box.bottom - box.top > tall.height - 2 * margin.y - 1;
      // Only where a point would come too near does the cloud stay smaller.
      expect(isFull || Math.abs(box.nearest - 2) < 1e-6).toBe(true);
    }
  });
});

describe('fitted, orthographic', () => {
  it('fills the free rectangle exactly, in the middle, however deep the 200 clouds are', () => {
    const random = mulberry32(11);
    for (let trial = 0; trial < 200; trial++) {
      const deep = 10 ** (random() * 3 - 1);
      const camera: CameraState = { ...DEFAULT_CAMERA, projection: 'orthographic', yaw: random() * 6, pitch: random() * 3 - 1.5 };
      const { back } = cameraBasis(camera.yaw, camera.pitch);
      const positions = Float32Array.from(Array.from({ length: 60 }, () => {
        const depth = (random() - 0.5) * deep;
        return [0, 1, 2].map((axis) => random() * 2 - 1 + back[axis]! * depth);
      }).flat());
      const box = screenBox(fitted(camera, positions, 780, 822, tall, margin), positions);
      const overX = (tall.width - 2 * margin.x) - (box.right - box.left), overY = (tall.height - 2 * margin.y) - (box.bottom - box.top);
      expect(Math.min(overX, overY)).toBeGreaterThan(-0.01);
      expect(Math.min(overX, overY)).toBeLessThan(0.01);
      expect(box.left + box.right).toBeCloseTo(2 * tall.x + tall.width, 2);
      expect(box.top + box.bottom).toBeCloseTo(2 * tall.y + tall.height, 2);
      expect(box.nearest).toBe(1);
    }
  });
});

describe('showsAll', () => {
  it.each(['perspective', 'orthographic'] as const)('says whether one of many points is out of the picture: %s', (projection) => {
    const positions = Float32Array.of(0, 0, 0, 0.5, 0.5, 0.5, -0.5, 0.2, -0.4);
    const camera = fitted({ ...DEFAULT_CAMERA, projection }, positions, 780, 822, tall, margin);
    expect(showsAll(new CameraView(camera, 780, 822), positions)).toBe(true);
    expect(showsAll(new CameraView({ ...camera, distance: camera.distance / 1.5 }, 780, 822), positions)).toBe(false);
  });
});

describe('widestYaw', () => {
  /** Points in an upright plane that is seen in full from `yaw`. */
  function plane(yaw: number): Float32Array {
    const { right } = cameraBasis(yaw, 0);
    const random = mulberry32(3);
    return Float32Array.from(Array.from({ length: 100 }, () => {
      const across = random() * 2 - 1;
      return [across * right[0], random() * 2 - 1, across * right[2]];
    }).flat());
  }

  it.each([0.34, 1.2, -0.8])('faces an upright plane that is seen in full from %d', (yaw) => {
    const found = widestYaw(plane(yaw), DEFAULT_CAMERA, 780, 822, tall, margin);
    expect(Math.abs(Math.sin(found - yaw))).toBeLessThan(0.15);
    expect(widestYaw(plane(yaw), DEFAULT_CAMERA, 780, 822, tall, margin)).toBe(found);
  });

  it('keeps the default where no direction shows more', () => {
    expect(widestYaw(Float32Array.of(4, 5, 6), DEFAULT_CAMERA, 780, 822, tall, margin)).toBe(DEFAULT_CAMERA.yaw);
  });
});
