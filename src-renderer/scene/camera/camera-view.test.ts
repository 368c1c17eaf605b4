import { OrthographicCamera, PerspectiveCamera, Vector3 } from 'three';
import { describe, expect, it } from 'vitest';
import { mulberry32 } from '@contract/prng';
import { DEFAULT_CAMERA } from './camera-moves';
import type { CameraState } from '@contract/camera';
import { FIELD_OF_VIEW, CameraView } from './camera-view';

const WIDTH = 800, HEIGHT = 600;

/** three's own camera at the same place, for the same picture. */
function threeCamera(view: CameraView): PerspectiveCamera | OrthographicCamera {
  const { projection, target, distance, offsetX, offsetY } = view.camera;
  const half = distance * Math.tan(FIELD_OF_VIEW / 2), aspect = WIDTH / HEIGHT;
  const camera = projection === 'perspective'
    ? new PerspectiveCamera((FIELD_OF_VIEW * 180) / Math.PI, aspect, 0.01, 100)
    : new OrthographicCamera(-half * aspect, half * aspect, half, -half, -100, 100);
  const { back } = view.basis;
  camera.position.set(target[0] + back[0] * distance, target[1] + back[1] * distance, target[2] + back[2] * distance);
  camera.lookAt(...target);
  camera.setViewOffset(WIDTH, HEIGHT, -offsetX, -offsetY, WIDTH, HEIGHT);
  camera.updateProjectionMatrix();
  camera.updateMatrixWorld();
  return camera;
}

describe.each(['perspective', 'orthographic'] as const)('View, %s', (projection) => {
  it('projects 500 points through 50 cameras to where three.js puts them', () => {
    const random = mulberry32(5);
    const spread = (width: number): number => (random() - 0.5) * width;
    for (let trial = 0; trial < 50; trial++) {
      const camera: CameraState = { projection, yaw: spread(7), pitch: spread(3), distance: 1 + random() * 4, target: [spread(1), spread(1), spread(1)], offsetX: spread(200), offsetY: spread(200) };
      const view = new CameraView(camera, WIDTH, HEIGHT);
      const three = threeCamera(view);
      for (let i = 0; i < 10; i++) {
        const place = [spread(0.9), spread(0.9), spread(0.9)] as const;
        const seen = new Vector3(...place).project(three);
        const at = view.toScreen(...place);
        if (at.scale === 0) continue;
        expect(at.x).toBeCloseTo(((seen.x + 1) / 2) * WIDTH, 6);
        expect(at.y).toBeCloseTo(((1 - seen.y) / 2) * HEIGHT, 6);
      }
    }
  });

  it('puts the target at the offset centre with scale 1', () => {
    const camera: CameraState = { ...DEFAULT_CAMERA, projection, target: [0.2, -0.1, 0.3], offsetX: 12, offsetY: -20 };
    expect(new CameraView(camera, WIDTH, HEIGHT).positionToScreen(camera.target)).toEqual({ x: 412, y: 280, scale: 1 });
  });

  it('has no place for a row without coordinates', () => {
    expect(new CameraView({ ...DEFAULT_CAMERA, projection }, WIDTH, HEIGHT).toScreen(NaN, NaN, NaN).scale).toBe(0);
  });

  it('keeps what lies in the target’s plane as large as it is in the other projection', () => {
    const [one, other] = (['perspective', 'orthographic'] as const).map((kind) => new CameraView({ ...DEFAULT_CAMERA, yaw: 0, pitch: 0, projection: kind }, WIDTH, HEIGHT).toScreen(0.7, -0.4, 0));
    expect(one!.x).toBeCloseTo(other!.x, 9);
    expect(one!.y).toBeCloseTo(other!.y, 9);
  });
});

describe('View', () => {
  const front = new CameraView({ ...DEFAULT_CAMERA, yaw: 0, pitch: 0 }, WIDTH, HEIGHT);

  it('draws x to the right, y up and nearer things larger from the front', () => {
    const right = front.toScreen(0.5, 0, 0), near = front.toScreen(0.5, 0, 1);
    expect(right.x).toBeGreaterThan(400);
    expect(right.y).toBeCloseTo(300, 9);
    expect(front.toScreen(0, 0.5, 0).y).toBeLessThan(300);
    expect(near.x).toBeGreaterThan(right.x);
    expect(near.scale).toBeGreaterThan(1);
  });

  it('draws near and far alike without perspective, and has nothing behind the camera', () => {
    const flat = new CameraView({ ...front.camera, projection: 'orthographic' }, WIDTH, HEIGHT);
    expect(flat.toScreen(0.5, 0.2, 50)).toEqual(flat.toScreen(0.5, 0.2, -50));
    expect(flat.toScreen(0.5, 0.2, 50).scale).toBe(1);
  });

  it('marks what lies behind the camera', () => {
    expect(front.toScreen(0, 0, 5).scale).toBe(0);
    expect(front.contains(front.toScreen(0, 0, 5))).toBe(false);
  });
});
