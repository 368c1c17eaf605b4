import { mixed } from './positions';
import type { CameraState, Position, Rect } from './types';
import { View } from './view';

/** Pure camera moves: each takes a state and returns another. Screen distances are px. */

export const DEFAULT_CAMERA: CameraState = { yaw: 0.34, pitch: 0.2, distance: 2.8, target: [0, 0, 0], offsetX: 0, offsetY: 0 };

const MAX_PITCH = 1.5;
const NEAREST = 0.02;
/** Maps have radius 1: beyond this the cloud is a dot. */
const FARTHEST = 60;
const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value));

export function orbited(camera: CameraState, yaw: number, pitch: number): CameraState {
  return { ...camera, yaw: camera.yaw + yaw, pitch: clamp(camera.pitch + pitch, -MAX_PITCH, MAX_PITCH) };
}

/** Moves what lies in the target's plane by (dx, dy) px. */
export function panned(view: View, dx: number, dy: number): CameraState {
  const perPx = view.camera.distance / view.focalPx;
  return { ...view.camera, target: along(view, view.camera.target, -dx * perPx, dy * perPx) };
}

/** Zooms by `factor` (> 1: nearer) and keeps what lies under (x, y) in the target's plane where it is. */
export function zoomedAt(view: View, factor: number, x: number, y: number): CameraState {
  const { camera } = view;
  const distance = clamp(camera.distance / factor, NEAREST, Math.max(FARTHEST, camera.distance));
  const share = 1 - distance / camera.distance;
  const perPx = camera.distance / view.focalPx;
  const right = (x - view.widthPx / 2 - camera.offsetX) * perPx;
  const up = -(y - view.heightPx / 2 - camera.offsetY) * perPx;
  return { ...camera, distance, target: along(view, camera.target, right * share, up * share) };
}

/** `a` at u = 0, `b` at u = 1; angles take the short way. */
export function between(a: CameraState, b: CameraState, u: number): CameraState {
  const mix = (x: number, y: number): number => x + (y - x) * u;
  const turn = ((((b.yaw - a.yaw + Math.PI) % (2 * Math.PI)) + 2 * Math.PI) % (2 * Math.PI)) - Math.PI;
  return {
    yaw: a.yaw + turn * u,
    pitch: mix(a.pitch, b.pitch),
    distance: a.distance * (b.distance / a.distance) ** u,
    target: mixed(a.target, b.target, u),
    offsetX: mix(a.offsetX, b.offsetX),
    offsetY: mix(a.offsetY, b.offsetY),
  };
}

/** The part of the host that wide reserved rectangles (titles, bars) leave free at the top and bottom. */
export function freeRectangle(widthPx: number, heightPx: number, reserved: readonly Rect[]): Rect {
  let top = 0, bottom = heightPx;
  for (const rect of reserved) {
    if (rect.width < 0.4 * widthPx || rect.height > 0.5 * heightPx) continue;
    if (rect.y + rect.height / 2 < heightPx / 2) top = Math.max(top, rect.y + rect.height);
    else bottom = Math.min(bottom, rect.y);
  }
  return { x: 0, y: top, width: widthPx, height: Math.max(0, bottom - top) };
}

function along(view: View, from: Position, right: number, up: number): Position {
  const { basis } = view;
  return [from[0] + basis.right[0] * right + basis.up[0] * up, from[1] + basis.right[1] * right + basis.up[1] * up, from[2] + basis.right[2] * right + basis.up[2] * up];
}
