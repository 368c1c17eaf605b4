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

/** Mean of the rows of `[n, 3]`; the origin when there are none. */
export function meanPosition(positions: ArrayLike<number>): Position {
  const n = Math.max(1, positions.length / 3);
  let x = 0, y = 0, z = 0;
  for (let i = 0; i + 2 < positions.length; i += 3) {
    x += positions[i] as number;
    y += positions[i + 1] as number;
    z += positions[i + 2] as number;
  }
  return [x / n, y / n, z / n];
}

/** Distances of all rows of `[n, 3]` from a place. */
export function distancesFrom(place: Position, positions: ArrayLike<number>): Float64Array {
  return Float64Array.from({ length: positions.length / 3 }, (_, row) => distanceBetween(place, positionAt(positions, row)));
}
