import type { Position } from './types';

/** Row of a flat array `[n, 3]`. */
export function positionAt(positions: ArrayLike<number>, row: number): Position {
  return [positions[row * 3] as number, positions[row * 3 + 1] as number, positions[row * 3 + 2] as number];
}

export function distanceBetween(a: Position, b: Position): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}

/** `a` at u = 0, `b` at u = 1. */
export function mixed(a: Position, b: Position, u: number): Position {
  return [a[0] + (b[0] - a[0]) * u, a[1] + (b[1] - a[1]) * u, a[2] + (b[2] - a[2]) * u];
}

/** Mean of the rows of `[n, 3]`, those with NaN left out; the origin when there are none. */
export function meanPosition(positions: ArrayLike<number>): Position {
  let n = 0, x = 0, y = 0, z = 0;
  for (let i = 0; i + 2 < positions.length; i += 3) {
    if (!Number.isFinite(positions[i]! + positions[i + 1]! + positions[i + 2]!)) continue;
    x += positions[i]!;
    y += positions[i + 1]!;
    z += positions[i + 2]!;
    n++;
  }
  return n > 0 ? [x / n, y / n, z / n] : [0, 0, 0];
}
