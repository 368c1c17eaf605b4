import type { CameraState } from '@contract/camera';
import type { Position } from '../types';

/** Vertical opening of the camera, in radians. */
export const FIELD_OF_VIEW = (50 * Math.PI) / 180;

/** Unit vectors of the camera in map coordinates; `back` points from the target to the camera. */
export interface Basis {
  readonly right: Position;
  readonly up: Position;
  readonly back: Position;
}

export function cameraBasis(yaw: number, pitch: number): Basis {
  const cy = Math.cos(yaw), sy = Math.sin(yaw), cp = Math.cos(pitch), sp = Math.sin(pitch);
  return { right: [cy, 0, -sy], up: [-sy * sp, cp, -cy * sp], back: [sy * cp, sp, cy * cp] };
}

/**
 * Where a map position falls: px from the upper left corner. `scale` is 1 at the target's depth, more in front, 0 behind the camera;
 * in an orthographic view it is 1 everywhere, and nothing lies behind the camera.
 */
export interface Projected {
  x: number;
  y: number;
  scale: number;
}

/** A point nearer to the eye than this, in map units, counts as behind it. */
const NEAREST = 1e-4;

/** One camera at one size: everything that visuals need to know to draw themselves. Immutable. */
export class CameraView {
  readonly basis: Basis;
  /** Px per map unit at distance 1. */
  readonly focalPx: number;
  /** Px per map unit in the target's plane. */
  readonly pxPerUnit: number;
  readonly isOrthographic: boolean;

  constructor(readonly camera: CameraState, readonly widthPx: number, readonly heightPx: number) {
    this.basis = cameraBasis(camera.yaw, camera.pitch);
    this.focalPx = heightPx / 2 / Math.tan(FIELD_OF_VIEW / 2);
    this.pxPerUnit = this.focalPx / camera.distance;
    this.isOrthographic = camera.projection === 'orthographic';
  }

  /** w in clip space of what lies in the target's plane: divided by its own w it gives the `scale` of any vertex, in both projections. */
  get targetW(): number {
    return this.isOrthographic ? 1 : this.camera.distance;
  }

  toScreen(x: number, y: number, z: number, out: Projected = { x: 0, y: 0, scale: 0 }): Projected {
    const { right, up, back } = this.basis;
    const { target, distance, offsetX, offsetY } = this.camera;
    const dx = x - target[0], dy = y - target[1], dz = z - target[2];
    const depth = distance - (dx * back[0] + dy * back[1] + dz * back[2]);
    // A row without a place (NaN) is nowhere: its scale is 0 in both projections.
    out.scale = this.isOrthographic ? (Number.isNaN(depth) ? 0 : 1) : depth > NEAREST ? distance / depth : 0;
    const perUnit = this.pxPerUnit * out.scale;
    out.x = this.widthPx / 2 + offsetX + (dx * right[0] + dy * right[1] + dz * right[2]) * perUnit;
    out.y = this.heightPx / 2 + offsetY - (dx * up[0] + dy * up[1] + dz * up[2]) * perUnit;
    return out;
  }

  positionToScreen(position: Position): Projected {
    return this.toScreen(position[0], position[1], position[2]);
  }

  /** Projects rows `[n, 3]` into three arrays of length n. */
  allToScreen(positions: Float32Array, x: Float32Array, y: Float32Array, scale: Float32Array): void {
    const out: Projected = { x: 0, y: 0, scale: 0 };
    for (let row = 0; row < x.length; row++) {
      this.toScreen(positions[row * 3] as number, positions[row * 3 + 1] as number, positions[row * 3 + 2] as number, out);
      x[row] = out.x;
      y[row] = out.y;
      scale[row] = out.scale;
    }
  }

  contains(point: { readonly x: number; readonly y: number; readonly scale: number }): boolean {
    return point.scale > 0 && point.x >= 0 && point.y >= 0 && point.x <= this.widthPx && point.y <= this.heightPx;
  }
}
