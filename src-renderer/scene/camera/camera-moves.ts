import { mixed } from '../positions';
import type { CameraState } from '@contract/camera';
import type { MapSide, Position, Rect } from '../types';
import { CameraView } from './camera-view';

/** Pure camera moves: each takes a state and returns another. Screen distances are px. */

export const DEFAULT_CAMERA: CameraState = { projection: 'perspective', yaw: 0.34, pitch: 0.2, distance: 2.8, target: [0, 0, 0], offsetX: 0, offsetY: 0 };

/** Straight from above. */
const MAX_PITCH = Math.PI / 2;
const NEAREST = 0.02;
/** Maps have radius 1: beyond this the cloud is a dot. */
const FARTHEST = 60;
const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value));

export function orbited(camera: CameraState, yaw: number, pitch: number): CameraState {
  return { ...camera, yaw: camera.yaw + yaw, pitch: clamp(camera.pitch + pitch, -MAX_PITCH, MAX_PITCH) };
}

const DIRECTIONS: Readonly<Record<MapSide, { readonly yaw: number; readonly pitch: number }>> = {
  front: { yaw: 0, pitch: 0 }, back: { yaw: Math.PI, pitch: 0 }, left: { yaw: -Math.PI / 2, pitch: 0 }, right: { yaw: Math.PI / 2, pitch: 0 },
  top: { yaw: 0, pitch: Math.PI / 2 }, bottom: { yaw: 0, pitch: -Math.PI / 2 },
};
const SAME_DIRECTION = 1e-3;

/** Turned to look at a side of the map; place and distance stay. */
export function turnedTo(camera: CameraState, side: MapSide): CameraState {
  return { ...camera, ...DIRECTIONS[side] };
}

/** The side that the camera looks at squarely and upright; null in between. */
export function sideOf({ yaw, pitch }: CameraState): MapSide | null {
  const isAt = (side: MapSide): boolean => Math.abs(pitch - DIRECTIONS[side].pitch) + Math.abs(turnBetween(yaw, DIRECTIONS[side].yaw)) < SAME_DIRECTION;
  return (Object.keys(DIRECTIONS) as MapSide[]).find(isAt) ?? null;
}

/** Moves what lies in the target's plane by (dx, dy) px. */
export function panned(view: CameraView, dx: number, dy: number): CameraState {
  const perPx = 1 / view.pxPerUnit;
  return { ...view.camera, target: along(view, view.camera.target, -dx * perPx, dy * perPx) };
}

/** Zooms by `factor` (> 1: nearer) and keeps what lies under (x, y) in the target's plane where it is. */
export function zoomedAt(view: CameraView, factor: number, x: number, y: number): CameraState {
  const { camera } = view;
  const distance = clamp(camera.distance / factor, NEAREST, Math.max(FARTHEST, camera.distance));
  const share = 1 - distance / camera.distance;
  const perPx = 1 / view.pxPerUnit;
  const right = (x - view.widthPx / 2 - camera.offsetX) * perPx;
  const up = -(y - view.heightPx / 2 - camera.offsetY) * perPx;
  return { ...camera, distance, target: along(view, camera.target, right * share, up * share) };
}

/** `a` at u = 0, `b` at u = 1; angles take the short way; the projection is that of `b` as soon as it sets off. */
export function between(a: CameraState, b: CameraState, u: number): CameraState {
  const mix = (x: number, y: number): number => x + (y - x) * u;
  return {
    projection: u > 0 ? b.projection : a.projection,
    yaw: a.yaw + turnBetween(a.yaw, b.yaw) * u,
    pitch: mix(a.pitch, b.pitch),
    distance: a.distance * (b.distance / a.distance) ** u,
    target: mixed(a.target, b.target, u),
    offsetX: mix(a.offsetX, b.offsetX),
    offsetY: mix(a.offsetY, b.offsetY),
  };
}

/** The short way from one angle to another, −π…π. */
function turnBetween(from: number, to: number): number {
  return ((((to - from + Math.PI) % (2 * Math.PI)) + 2 * Math.PI) % (2 * Math.PI)) - Math.PI;
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

function along(view: CameraView, from: Position, right: number, up: number): Position {
  const { basis } = view;
  return [from[0] + basis.right[0] * right + basis.up[0] * up, from[1] + basis.right[1] * right + basis.up[1] * up, from[2] + basis.right[2] * right + basis.up[2] * up];
}
