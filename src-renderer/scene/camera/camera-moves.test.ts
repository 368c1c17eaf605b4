import { describe, expect, it } from 'vitest';
import { between, DEFAULT_CAMERA, freeRectangle, orbited, panned, sideOf, turnedTo, zoomedAt } from './camera-moves';
import type { CameraState } from '@contract/camera';
import type { Position } from '../types';
import { CameraView } from './camera-view';

const camera: CameraState = { ...DEFAULT_CAMERA, target: [0.2, -0.1, 0.3], offsetX: 12, offsetY: -20 };
const view = new CameraView(camera, 800, 600);
const orthographic = new CameraView({ ...camera, projection: 'orthographic' }, 800, 600);

/** The map position under a place on screen, in the target's plane. */
function under(at: CameraView, x: number, y: number): Position {
  const perPx = at.camera.distance / at.focalPx;
  const right = (x - at.widthPx / 2 - at.camera.offsetX) * perPx, up = -(y - at.heightPx / 2 - at.camera.offsetY) * perPx;
  const { basis } = at;
  return [0, 1, 2].map((axis) => (at.camera.target[axis] as number) + (basis.right[axis] as number) * right + (basis.up[axis] as number) * up) as unknown as Position;
}

describe('zoomedAt', () => {
  it.each([[700, 80, view], [412, 280, view], [10, 590, view], [10, 590, orthographic]])('keeps what lies under (%i, %i) there', (x, y, before) => {
    const position = under(before, x, y);
    const after = new CameraView(zoomedAt(before, 2.5, x, y), 800, 600);
    expect(after.camera.distance).toBeCloseTo(camera.distance / 2.5, 9);
    const at = after.positionToScreen(position);
    expect(at.x).toBeCloseTo(x, 6);
    expect(at.y).toBeCloseTo(y, 6);
  });

  it('stops at the nearest distance', () => {
    expect(zoomedAt(view, 1e9, 400, 300).distance).toBe(0.02);
  });
});

describe('panned', () => {
  it.each([view, orthographic])('moves the target’s plane with the pointer', (before) => {
    const after = new CameraView(panned(before, 30, -45), 800, 600).positionToScreen(camera.target);
    expect(after.x).toBeCloseTo(442, 6);
    expect(after.y).toBeCloseTo(235, 6);
  });
});

describe('orbited', () => {
  it('never turns over the top', () => expect(orbited(camera, 0, 9).pitch).toBe(Math.PI / 2));
});

describe('turnedTo', () => {
  const sides = { front: [0, 0, 1], back: [0, 0, -1], left: [-1, 0, 0], right: [1, 0, 0], top: [0, 1, 0], bottom: [0, -1, 0] } as const;

  it.each(Object.entries(sides) as ['front', readonly number[]][])('stands on the %s side', (side, [x, y, z]) => {
    const turned = turnedTo(camera, side);
    const { back } = new CameraView(turned, 800, 600).basis;
    expect(back[0]).toBeCloseTo(x!, 12);
    expect(back[1]).toBeCloseTo(y!, 12);
    expect(back[2]).toBeCloseTo(z!, 12);
    expect(turned).toMatchObject({ target: camera.target, distance: camera.distance });
    expect(sideOf(turned)).toBe(side);
    expect(sideOf({ ...turned, yaw: turned.yaw + 2 * Math.PI })).toBe(side);
  });

  it('has no side in between, and none that stands askew', () => {
    expect(sideOf(camera)).toBeNull();
    expect(sideOf({ ...turnedTo(camera, 'top'), yaw: 0.4 })).toBeNull();
  });
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
  it('has the projection of its goal from the first step on', () => {
    const goal: CameraState = { ...camera, projection: 'orthographic' };
    expect([0, 0.01, 1].map((u) => between(camera, goal, u).projection)).toEqual(['perspective', 'orthographic', 'orthographic']);
  });
});
