import { distanceBetween, meanPosition, positionAt } from './positions';
import type { Position } from './types';

/** The measure of a layout. */
export interface Extent {
  readonly centre: Position;
  /** 95th percentile of the distances from the centre. */
  readonly radius: number;
  /** What must be in view to have everything in view, `[m, 3]`. */
  readonly outermost: Float32Array;
}

/** Up to this many rows each counts; of more, the outermost in each direction, and a sample for the percentile. */
const EXACT = 20_000;
/** Directions are told apart by the cells of a cube around the centre, so many each way on each of its six faces. */
const CELLS = 64;

/** The measure of rows `[n, 3]` together with other places, which count for centre and radius only where there are no rows. Rows with NaN do not count. */
export function cloudExtent(rows: Float32Array, others: readonly Position[]): Extent {
  const kept = rows.length > 3 * EXACT ? rows : placed(rows);
  const extra = Float32Array.from(others.flat());
  const counted = kept.length > 0 ? kept : extra;
  const centre = meanPosition(counted);
  const radii = sampledDistances(centre, counted).sort();
  const outer = kept.length > 3 * EXACT ? outermostRows(kept, centre) : kept;
  const outermost = new Float32Array(outer.length + extra.length);
  outermost.set(outer);
  outermost.set(extra, outer.length);
  return { centre, radius: Math.max(1e-6, radii[Math.ceil(0.95 * radii.length) - 1] ?? 0), outermost };
}

/** Whether all rows lie in the plane z = 0; false where there are none. */
export function isFlatLayout(rows: Float32Array): boolean {
  for (let i = 2; i < rows.length; i += 3) if (rows[i] !== 0) return false;
  return rows.length > 0;
}

function placed(rows: Float32Array): Float32Array {
  const kept = new Float32Array(rows.length);
  let at = 0;
  for (let i = 0; i < rows.length; i += 3) {
    if (!Number.isFinite(rows[i]! + rows[i + 1]! + rows[i + 2]!)) continue;
    kept[at++] = rows[i]!;
    kept[at++] = rows[i + 1]!;
    kept[at++] = rows[i + 2]!;
  }
  return kept.subarray(0, at);
}

function sampledDistances(centre: Position, rows: Float32Array): Float64Array {
  const n = rows.length / 3, stride = Math.ceil(n / EXACT);
  const distances: number[] = [];
  for (let row = 0; row < n; row += stride) {
    const distance = distanceBetween(centre, positionAt(rows, row));
    if (Number.isFinite(distance)) distances.push(distance);
  }
  return Float64Array.from(distances);
}

/**
 * The row farthest from the centre in each of 24,576 directions. A row left out is seen from the centre within two hundredths of a radian
 * of one that is farther out, so that a fit misses the true edge by about a hundredth of the radius at most.
 */
function outermostRows(rows: Float32Array, centre: Position): Float32Array {
  const farthest = new Float64Array(6 * CELLS * CELLS);
  const rowOf = new Int32Array(farthest.length).fill(-1);
  for (let row = 0; row < rows.length / 3; row++) {
    const x = rows[row * 3]! - centre[0], y = rows[row * 3 + 1]! - centre[1], z = rows[row * 3 + 2]! - centre[2];
    const ax = Math.abs(x), ay = Math.abs(y), az = Math.abs(z);
    const squared = x * x + y * y + z * z;
    const most = Math.max(ax, ay, az);
    if (!(most > 0)) continue;
    const face = most === ax ? (x > 0 ? 0 : 1) : most === ay ? (y > 0 ? 2 : 3) : z > 0 ? 4 : 5;
    const p = face < 2 ? y : x, q = face < 4 ? z : y;
    const column = Math.min(CELLS - 1, Math.floor((p / most + 1) * (CELLS / 2))), line = Math.min(CELLS - 1, Math.floor((q / most + 1) * (CELLS / 2)));
    const cell = (face * CELLS + line) * CELLS + column;
    if (squared <= farthest[cell]!) continue;
    farthest[cell] = squared;
    rowOf[cell] = row;
  }
  const found = rowOf.filter((row) => row >= 0);
  const outermost = new Float32Array(found.length * 3);
  found.forEach((row, i) => outermost.set(rows.subarray(row * 3, row * 3 + 3), i * 3));
  return outermost;
}
