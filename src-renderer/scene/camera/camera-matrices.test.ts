import { Camera, Vector4 } from 'three';
import { describe, expect, it } from 'vitest';
import { mulberry32 } from '@contract/prng';
import { aim } from './camera-matrices';
import { turnedTo, DEFAULT_CAMERA } from './camera-moves';
import type { CameraState } from '@contract/camera';
import type { Position, Rect } from '../types';
import { CameraView } from './camera-view';

const WIDTH = 800, HEIGHT = 600;

function clipOf(view: CameraView, place: Position, tile?: Rect): Vector4 {
  const camera = new Camera();
  aim(camera, view, tile);
  return new Vector4(...place, 1).applyMatrix4(camera.matrixWorldInverse).applyMatrix4(camera.projectionMatrix);
}

describe.each(['perspective', 'orthographic'] as const)('aim, %s', (projection) => {
  const random = mulberry32(3);
  const spread = (width: number): number => (random() - 0.5) * width;
  const cameras: CameraState[] = Array.from({ length: 40 }, () => ({
    projection,
    yaw: spread(7),
    pitch: spread(3.1),
    distance: 1.5 + random() * 4,
    target: [spread(1), spread(1), spread(1)] as const,
    offsetX: spread(200),
    offsetY: spread(200),
  }));
  cameras.push(turnedTo(cameras[0]!, 'top'), turnedTo(cameras[0]!, 'bottom'));

  it('puts a place where the view says, in the whole picture and in a tile of it', () => {
    const tile = { x: 200, y: 150, width: 100, height: 50 };
    for (const camera of cameras) {
      const view = new CameraView(camera, WIDTH, HEIGHT);
      const place: Position = [spread(1), spread(1), spread(1)];
      const at = view.positionToScreen(place);
      const whole = clipOf(view, place), part = clipOf(view, place, tile);
      expect(((whole.x / whole.w + 1) / 2) * WIDTH).toBeCloseTo(at.x, 6);
      expect(((1 - whole.y / whole.w) / 2) * HEIGHT).toBeCloseTo(at.y, 6);
      expect(tile.x + ((part.x / part.w + 1) / 2) * tile.width).toBeCloseTo(at.x, 6);
      expect(tile.y + ((1 - part.y / part.w) / 2) * tile.height).toBeCloseTo(at.y, 6);
    }
  });

  it('gives every place within sight a depth between near and far, the nearer the less, and its scale by w', () => {
    for (const camera of cameras) {
      const view = new CameraView(camera, WIDTH, HEIGHT);
      const { back } = view.basis;
      const along = (distance: number): Position => [camera.target[0] + back[0] * distance, camera.target[1] + back[1] * distance, camera.target[2] + back[2] * distance];
      const near = clipOf(view, along(1)), far = clipOf(view, along(-30));
      expect(near.z / near.w).toBeLessThan(far.z / far.w);
      expect(near.z / near.w).toBeGreaterThan(-1);
      expect(far.z / far.w).toBeLessThan(1);
      expect(view.targetW / near.w).toBeCloseTo(view.positionToScreen(along(1)).scale, 9);
    }
  });

  it('copes with the default camera', () => expect(clipOf(new CameraView({ ...DEFAULT_CAMERA, projection }, WIDTH, HEIGHT), DEFAULT_CAMERA.target).x).toBeCloseTo(0, 12));
});
