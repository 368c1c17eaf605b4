import type { Direction, Rect } from '../types';

/** Where rows fall on screen, in px; `scale` 0 marks a row behind the camera. */
export interface ScreenPoints {
  readonly x: Float32Array;
  readonly y: Float32Array;
  readonly scale: Float32Array;
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

/**
 * Rows inside a closed outline `[x0, y0, x1, y1, …]` (even–odd rule). Edges are kept by the lines of pixels that they touch, so that a
 * row is compared with the few edges beside it, however long the outline.
 */
export function rowsInOutline(points: ScreenPoints, outline: ArrayLike<number>, visible: Uint8Array | null = null): number[] {
  const rows: number[] = [];
  if (outline.length < 6) return rows;
  const { first, edges } = edgesByLine(outline);
  for (let row = 0; row < points.x.length; row++) {
    if (points.scale[row]! <= 0 || (visible && visible[row] === 0)) continue;
    const x = points.x[row]!, y = points.y[row]!;
    const line = edges[Math.floor(y) - first];
    if (!line) continue;
    let isInside = false;
    for (const edge of line) {
      const next = (edge + 2) % outline.length;
      const px = outline[edge]!, py = outline[edge + 1]!, qx = outline[next]!, qy = outline[next + 1]!;
      if (qy > y !== py > y && x < ((px - qx) * (y - qy)) / (py - qy) + qx) isInside = !isInside;
    }
    if (isInside) rows.push(row);
  }
  return rows;
}

/** Where edges of an outline begin in it, by the lines of pixels (`first`, `first` + 1, …) that they touch. Outlines lie on a screen: there are a few thousand lines at most. */
function edgesByLine(outline: ArrayLike<number>): { readonly first: number; readonly edges: readonly (readonly number[])[] } {
  let top = Infinity, bottom = -Infinity;
  for (let i = 1; i < outline.length; i += 2) {
    top = Math.min(top, outline[i]!);
    bottom = Math.max(bottom, outline[i]!);
  }
  const first = Math.floor(top);
  const edges: number[][] = Array.from({ length: Math.floor(bottom) - first + 1 }, () => []);
  for (let edge = 0; edge < outline.length; edge += 2) {
    const py = outline[edge + 1]!, qy = outline[(edge + 3) % outline.length]!;
    for (let line = Math.floor(Math.min(py, qy)); line <= Math.floor(Math.max(py, qy)); line++) edges[line - first]!.push(edge);
  }
  return { first, edges };
}
