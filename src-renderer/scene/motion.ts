import { easeInOut } from './frame-loop';
import type { Position } from './types';

/**
 * All rows on their way between two layouts `[n, 3]`. Row r sets off after the share `stagger · r / (n − 1)` of the time and is under way
 * for `1 − stagger` of it. Shaders compute the places; here they are computed for the few rows that something else depends on.
 */
export interface Motion {
  readonly from: Float32Array;
  readonly to: Float32Array;
  /** 0…1, less than 1. */
  readonly stagger: number;
  /** Slow, fast, slow; otherwise steady. */
  readonly isEased: boolean;
  /** Time passed, 0…1. */
  u: number;
}

/** `uMotion`: time passed, stagger, 1 where eased. `float shareAt(float delay)`: share of its way that a row with this delay (0…1) has gone. */
export const MOTION_GLSL = /* glsl */ `
uniform vec3 uMotion;
float shareAt(float delay) {
  float t = clamp((uMotion.x - delay * uMotion.y) / (1.0 - uMotion.y), 0.0, 1.0);
  float back = 2.0 - 2.0 * t;
  return uMotion.z < 0.5 ? t : t < 0.5 ? 4.0 * t * t * t : 1.0 - 0.5 * back * back * back;
}`;

/** When a row sets off, as a share of the stagger. */
export function delayOf(row: number, n: number): number {
  return n > 1 ? row / (n - 1) : 0;
}

/** The share of its way (0…1) that what sets off after `delay` (0…1) has gone. */
export function shareOf({ u, stagger, isEased }: Motion, delay: number): number {
  const t = Math.min(1, Math.max(0, (u - delay * stagger) / (1 - stagger)));
  return isEased ? easeInOut(t) : t;
}

/** Where a row is just now. */
export function movingPosition(motion: Motion, row: number): Position {
  const { from, to } = motion;
  const share = shareOf(motion, delayOf(row, to.length / 3));
  const at = (axis: number): number => from[row * 3 + axis]! + (to[row * 3 + axis]! - from[row * 3 + axis]!) * share;
  return [at(0), at(1), at(2)];
}

/** Where all rows are just now, `[n, 3]`: for a motion that another takes over. */
export function movingPositions(motion: Motion): Float32Array {
  const { from, to } = motion;
  const n = to.length / 3;
  const now = new Float32Array(to.length);
  for (let row = 0; row < n; row++) {
    const share = shareOf(motion, delayOf(row, n));
    for (let i = row * 3; i < row * 3 + 3; i++) now[i] = from[i]! + (to[i]! - from[i]!) * share;
  }
  return now;
}
