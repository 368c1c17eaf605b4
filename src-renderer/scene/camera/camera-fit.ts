import { DEFAULT_CAMERA } from './camera-moves';
import { meanPosition } from '../positions';
import type { CameraState } from '@contract/camera';
import type { Position, Rect } from '../types';
import { cameraBasis, FIELD_OF_VIEW, CameraView, type Projected } from './camera-view';

/** Room on each side that a fit leaves beside the outermost points, in px. */
export interface FitMargin {
  readonly x: number;
  readonly y: number;
}

const NEAREST = 0.02;
const LEAST_ROOM_PX = 40;
/** No point comes nearer to the camera than this share of the target's distance, so that none looms. */
const NEAREST_SHARE = 0.5;
const BISECTIONS = 32;
const N_DIRECTIONS = 24;
/** So many points tell the shape of a cloud. */
const SAMPLE = 240;
/** Points nearer than this on screen, in px, are as good as one. */
const BLUR_PX = 5;

/**
 * Brings positions `[n, 3]` into the free rectangle as large as the margins around them allow, without turning the camera.
 *
 * Exact. In perspective, with the camera at height `x` along a screen axis and `distance` behind the centre, a point at `a` along that
 * axis and `c` towards the camera lies within a half opening k when |a − x| ≤ k (distance − c). All points do for some `x` from
 * distance = (max(a + k c) − min(a − k c)) / 2k on, so the larger of the two axes' distances is the least that shows everything.
 * An orthographic picture is the same with c = 0 throughout.
 */
export function fitted(camera: CameraState, positions: Float32Array, widthPx: number, heightPx: number, free: Rect, margin: FitMargin): CameraState {
  if (positions.length === 0 || free.width <= 0 || free.height <= 0) return camera;
  const focalPx = heightPx / 2 / Math.tan(FIELD_OF_VIEW / 2);
  const kx = Math.max(LEAST_ROOM_PX, free.width - 2 * margin.x) / 2 / focalPx;
  const ky = Math.max(LEAST_ROOM_PX, free.height - 2 * margin.y) / 2 / focalPx;
  const centre = meanPosition(positions);
  const { right, up, back } = cameraBasis(camera.yaw, camera.pitch);
  const across = along(positions, centre, right), upwards = along(positions, centre, up);
  const towards = camera.projection === 'orthographic' ? new Float64Array(across.length) : along(positions, centre, back);
  const front = towards.reduce((most, c) => Math.max(most, c), 0);
  const distance = Math.max(NEAREST, front / (1 - NEAREST_SHARE), distanceFor(across, towards, kx), distanceFor(upwards, towards, ky));
  const x = middle(across, towards, distance, kx), y = middle(upwards, towards, distance, ky);
  return {
    ...camera, distance, offsetX: free.x + free.width / 2 - widthPx / 2, offsetY: free.y + free.height / 2 - heightPx / 2,
    target: [centre[0] + right[0] * x + up[0] * y, centre[1] + right[1] * x + up[1] * y, centre[2] + right[2] * x + up[2] * y],
  };
}

/** Whether every position `[n, 3]` is inside the picture. */
export function showsAll(view: CameraView, positions: Float32Array): boolean {
  const at: Projected = { x: 0, y: 0, scale: 0 };
  for (let i = 0; i < positions.length; i += 3) if (!view.contains(view.toScreen(positions[i]!, positions[i + 1]!, positions[i + 2]!, at))) return false;
  return true;
}

/**
 * The yaw, of 24 in a half turn around the default one, from which a fitted cloud spreads best over the screen: the largest mean
 * logarithm of the distances between all points in px, which counts the insides of clusters as much as the gaps between them.
 * The same for the same cloud, wherever the camera stands.
 */
export function widestYaw(positions: Float32Array, { projection, pitch }: Pick<CameraState, 'projection' | 'pitch'>, widthPx: number, heightPx: number, free: Rect, margin: FitMargin): number {
  const sample = thinned(positions);
  let best = DEFAULT_CAMERA.yaw, most = -Infinity;
  for (let step = 0; step < N_DIRECTIONS; step++) {
    // 0, 1, −1, 2, −2, …: of equals the one nearest to the default wins.
    const turn = (step % 2 === 0 ? -1 : 1) * Math.ceil(step / 2) * (Math.PI / N_DIRECTIONS);
    const yaw = DEFAULT_CAMERA.yaw + turn;
    const spread = spreadOf(new CameraView(fitted({ ...DEFAULT_CAMERA, projection, yaw, pitch }, sample, widthPx, heightPx, free, margin), widthPx, heightPx), sample);
    if (spread > most + 1e-9) {
      most = spread;
      best = yaw;
    }
  }
  return best;
}

function along(positions: Float32Array, from: Position, axis: Position): Float64Array {
  const distances = new Float64Array(positions.length / 3);
  for (let row = 0; row < distances.length; row++) {
    distances[row] = (positions[row * 3]! - from[0]) * axis[0] + (positions[row * 3 + 1]! - from[1]) * axis[1] + (positions[row * 3 + 2]! - from[2]) * axis[2];
  }
  return distances;
}

/** Where the camera may stand on an axis so that all points lie within the opening, less its share of the distance at both ends. */
function limits(a: Float64Array, c: Float64Array, k: number): { readonly low: number; readonly high: number } {
  let low = -Infinity, high = Infinity;
  for (let row = 0; row < a.length; row++) {
    const reach = k * (c[row] as number);
    low = Math.max(low, (a[row] as number) + reach);
    high = Math.min(high, (a[row] as number) - reach);
  }
  return { low, high };
}

function distanceFor(a: Float64Array, c: Float64Array, k: number): number {
  const { low, high } = limits(a, c, k);
  return (low - high) / (2 * k);
}

/** Where the camera stands so that the outermost points on both sides are equally far from the middle of the screen. */
function middle(a: Float64Array, c: Float64Array, distance: number, k: number): number {
  let narrow = 0, wide = k;
  for (let round = 0; round < BISECTIONS; round++) {
    const half = (narrow + wide) / 2;
    const { low, high } = limits(a, c, half);
    if (low - high <= 2 * half * distance) wide = half;
    else narrow = half;
  }
  const { low, high } = limits(a, c, wide);
  return (low + high) / 2;
}

function spreadOf(view: CameraView, positions: Float32Array): number {
  const n = positions.length / 3;
  const x = new Float32Array(n), y = new Float32Array(n);
  view.allToScreen(positions, x, y, new Float32Array(n));
  let sum = 0;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) sum += Math.log(((x[i] as number) - (x[j] as number)) ** 2 + ((y[i] as number) - (y[j] as number)) ** 2 + BLUR_PX * BLUR_PX);
  }
  return sum / Math.max(1, n * (n - 1));
}

function thinned(positions: Float32Array): Float32Array {
  const n = positions.length / 3;
  if (n <= SAMPLE) return positions;
  const sample = new Float32Array(SAMPLE * 3);
  for (let i = 0; i < SAMPLE; i++) {
    const row = Math.floor((i * n) / SAMPLE);
    sample.set(positions.subarray(row * 3, row * 3 + 3), i * 3);
  }
  return sample;
}
