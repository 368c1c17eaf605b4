import type { Direction, Rect } from './types';

/** Where rows fall on screen, in px; `scale` 0 marks a row behind the camera. */
export interface ScreenPoints {
  readonly x: Float32Array;
  readonly y: Float32Array;
  readonly scale: Float32Array;
}

export const PICK_RADIUS_PX = 9;

/** The row nearest to (x, y) within `radiusPx`, filtered-out rows only where no other is in reach; of equals the front one. */
export function pickRow(points: ScreenPoints, x: number, y: number, radiusPx = PICK_RADIUS_PX, visible: Uint8Array | null = null): number | null {
  let best: number | null = null;
  let bestCost = Infinity;
  for (let row = 0; row < points.x.length; row++) {
    const dx = (points.x[row] as number) - x, dy = (points.y[row] as number) - y;
    const squared = dx * dx + dy * dy;
    if ((points.scale[row] as number) <= 0 || squared > radiusPx * radiusPx) continue;
    const cost = Math.sqrt(squared) - 2 * (points.scale[row] as number) + (visible && visible[row] === 0 ? 2 * radiusPx : 0);
    if (cost < bestCost) {
      bestCost = cost;
      best = row;
    }
  }
  return best;
}

const STEPS: Readonly<Record<Direction, readonly [x: number, y: number]>> = { left: [-1, 0], right: [1, 0], up: [0, -1], down: [0, 1] };

/**
 * The next row in a direction on screen: the nearest one inside the quadrant around it, where going aside counts double.
 * From null: the row nearest to the centre of the given rectangle. Null when there is none. Only rows inside the rectangle count.
 */
export function rowInDirection(points: ScreenPoints, from: number | null, direction: Direction, within: Rect, visible: Uint8Array | null = null): number | null {
  const fromX = from === null ? within.x + within.width / 2 : (points.x[from] as number);
  const fromY = from === null ? within.y + within.height / 2 : (points.y[from] as number);
  const [ux, uy] = STEPS[direction];
  let best: number | null = null;
  let bestCost = Infinity;
  for (let row = 0; row < points.x.length; row++) {
    const x = points.x[row] as number, y = points.y[row] as number;
    if (row === from || (points.scale[row] as number) <= 0 || (visible && visible[row] === 0)) continue;
    if (x < within.x || y < within.y || x > within.x + within.width || y > within.y + within.height) continue;
    const ahead = (x - fromX) * ux + (y - fromY) * uy;
    const aside = Math.abs((x - fromX) * uy) + Math.abs((y - fromY) * ux);
    if (from !== null && (ahead <= 0 || aside > ahead)) continue;
    const cost = from === null ? Math.hypot(x - fromX, y - fromY) : ahead + 2 * aside;
    if (cost < bestCost) {
      bestCost = cost;
      best = row;
    }
  }
  return best;
}

/** Rows inside a closed outline `[x0, y0, x1, y1, …]` (even–odd rule). */
export function rowsInOutline(points: ScreenPoints, outline: readonly number[], visible: Uint8Array | null = null): number[] {
  const rows: number[] = [];
  if (outline.length < 6) return rows;
  for (let row = 0; row < points.x.length; row++) {
    if ((points.scale[row] as number) <= 0 || (visible && visible[row] === 0)) continue;
    if (isInside(points.x[row] as number, points.y[row] as number, outline)) rows.push(row);
  }
  return rows;
}

function isInside(x: number, y: number, outline: readonly number[]): boolean {
  let inside = false;
  let px = outline[outline.length - 2] as number, py = outline[outline.length - 1] as number;
  for (let i = 0; i < outline.length; i += 2) {
    const qx = outline[i] as number, qy = outline[i + 1] as number;
    if (qy > y !== py > y && x < ((px - qx) * (y - qy)) / (py - qy) + qx) inside = !inside;
    px = qx;
    py = qy;
  }
  return inside;
}
