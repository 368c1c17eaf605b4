import { describe, expect, it } from 'vitest';
import { between, DEFAULT_CAMERA, freeRectangle, orbited, panned, zoomedAt } from './camera-moves';
import type { CameraState, Position } from './types';
import { View } from './view';

const camera: CameraState = { ...DEFAULT_CAMERA, target: [0.2, -0.1, 0.3], offsetX: 12, offsetY: -20 };
const view = new View(camera, 800, 600);

/** The map position under a place on screen, in the target's plane. */
function under(at: View, x: number, y: number): Position {
  const perPx = at.camera.distance / at.focalPx;
  const right = (x - at.widthPx / 2 - at.camera.offsetX) * perPx, up = -(y - at.heightPx / 2 - at.camera.offsetY) * perPx;
  const { basis } = at;
  return [0, 1, 2].map((axis) => (at.camera.target[axis] as number) + (basis.right[axis] as number) * right + (basis.up[axis] as number) * up) as unknown as Position;
}

describe('View', () => {
  it('puts the target at the offset centre with scale 1', () => {
    expect(view.projectPosition(camera.target)).toEqual({ x: 412, y: 280, scale: 1 });
  });

  it('draws x to the right, y up and nearer things larger from the front', () => {
    const front = new View({ ...DEFAULT_CAMERA, yaw: 0, pitch: 0 }, 800, 600);
    const right = front.projectPosition([0.5, 0, 0]), up = front.projectPosition([0, 0.5, 0]), near = front.projectPosition([0.5, 0, 1]);
    expect(right.x).toBeGreaterThan(400);
    expect(right.y).toBeCloseTo(300, 9);
    expect(up.y).toBeLessThan(300);
    expect(near.x).toBeGreaterThan(right.x);
    expect(near.scale).toBeGreaterThan(1);
  });

  it('marks what lies behind the camera', () => {
    const front = new View({ ...DEFAULT_CAMERA, yaw: 0, pitch: 0 }, 800, 600);
    expect(front.projectPosition([0, 0, 5]).scale).toBe(0);
    expect(front.contains(front.projectPosition([0, 0, 5]))).toBe(false);
  });
});

describe('zoomedAt', () => {
  it.each([[700, 80], [412, 280], [10, 590]])('keeps what lies under (%i, %i) there', (x, y) => {
    const position = under(view, x, y);
    const after = new View(zoomedAt(view, 2.5, x, y), 800, 600);
    expect(after.camera.distance).toBeCloseTo(camera.distance / 2.5, 9);
    const at = after.projectPosition(position);
    expect(at.x).toBeCloseTo(x, 6);
    expect(at.y).toBeCloseTo(y, 6);
  });

  it('stops at the nearest distance', () => {
    expect(zoomedAt(view, 1e9, 400, 300).distance).toBe(0.02);
  });
});

describe('panned', () => {
  it('moves the target’s plane with the pointer', () => {
    const after = new View(panned(view, 30, -45), 800, 600).projectPosition(camera.target);
    expect(after.x).toBeCloseTo(442, 6);
    expect(after.y).toBeCloseTo(235, 6);
  });
});

describe('orbited', () => {
  it('never turns over the top', () => expect(orbited(camera, 0, 9).pitch).toBe(1.5));
});

describe('freeRectangle', () => {
  it('keeps clear of wide rectangles at the top and bottom only', () => {
    const reserved = [{ x: 0, y: 0, width: 540, height: 66 }, { x: 0, y: 250, width: 54, height: 280 }, { x: 24, y: 690, width: 740, height: 132 }, { x: 500, y: 394, width: 262, height: 136 }];
    expect(freeRectangle(780, 822, reserved)).toEqual({ x: 0, y: 66, width: 780, height: 624 });
  });
});

describe('between', () => {
  it('turns the short way round', () => {
    expect(between({ ...camera, yaw: 3.1 }, { ...camera, yaw: -3.1 }, 0.5).yaw).toBeCloseTo(Math.PI, 6);
  });
  it('starts and ends where it should', () => {
    const goal = { ...camera, distance: 9, pitch: -1, target: [1, 2, 3] as const };
    expect(between(camera, goal, 0).distance).toBeCloseTo(camera.distance, 12);
    const end = between(camera, goal, 1);
    expect(end.distance).toBeCloseTo(9, 9);
    expect(end).toMatchObject({ pitch: -1, target: [1, 2, 3] });
  });
});
