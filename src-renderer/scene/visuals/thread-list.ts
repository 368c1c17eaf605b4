import { delayOf } from '../motion';
import { distanceBetween, mixed } from '../positions';
import type { Position } from '../types';

/**
 * `texels` holds six groups of four numbers a thread: start and opacity, control point and emphasis, end and category; then start and
 * delay (0…1), control point and 0, end and 0 at the beginning of a motion, the same as the first three (delay apart) where nothing moves.
 */
export interface ThreadList {
  readonly count: number;
  readonly texels: Float32Array;
}

/** Above this many rows only selected and hovered ones have threads, and never more of them than this. */
export const THREAD_LIMIT = 2000;
/** How strongly threads of a sense run together: 0 gives straight lines. */
export const BUNDLING = 0.6;
export const HOVER_EMPHASIS = 0.6;
export const THREAD_NUMBERS = 24;
export const NO_THREADS: ThreadList = { count: 0, texels: new Float32Array(0) };

/** One layout: where rows and ghosts are, and the means of the rows that share a ghost and a category (see {@link threadCentroids}). */
export interface ThreadLayout {
  readonly positions: Float32Array;
  readonly ghosts: readonly Position[];
  readonly centroids: ReadonlyMap<number, Position>;
}

/** Makes layouts; the means of places that were asked for before are kept as long as the places are. */
export function threadLayouts(): (rows: Pick<ThreadSource, 'categories' | 'ghostOf'>, positions: Float32Array, ghosts: readonly Position[]) => ThreadLayout {
  const known = new WeakMap<Float32Array, { readonly categories: Uint8Array; readonly centroids: ReadonlyMap<number, Position> }>();
  return ({ categories, ghostOf }, positions, ghosts) => {
    let found = known.get(positions);
    if (found?.categories !== categories) known.set(positions, found = { categories, centroids: threadCentroids(positions, categories, ghostOf) });
    return { positions, ghosts, centroids: found.centroids };
  };
}

export interface ThreadSource {
  readonly categories: Uint8Array;
  readonly ghostOf: Int32Array;
  readonly to: ThreadLayout;
  /** Null where nothing moves. */
  readonly from: ThreadLayout | null;
  /** Where rows were in another layout `[n, 3]`, joined to where they are by a straight line; null: none. */
  readonly displacedFrom: Float32Array | null;
  readonly opacityOf: (row: number) => number;
  readonly selection: readonly number[];
  readonly hover: number | null;
}

/**
 * Quadratic curves ghost → row. The control point lies 60 % of the way from the ghost to a point between the row (0.3) and the
 * centroid of the rows that share its category and ghost (0.7). Straight lines from earlier places → row run in the same geometry.
 * Emphasised threads come last, so that they are drawn on top.
 */
export function makeThreads(source: ThreadSource): ThreadList {
  const { categories, ghostOf, to, from, displacedFrom, opacityOf } = source;
  const n = categories.length;
  const emphasis = new Map<number, number>();
  for (const row of source.selection.slice(0, THREAD_LIMIT)) emphasis.set(row, 1);
  if (source.hover !== null && !emphasis.has(source.hover)) emphasis.set(source.hover, HOVER_EMPHASIS);
  const rows: number[] = [];
  if (n <= THREAD_LIMIT) for (let row = 0; row < n; row++) if (!emphasis.has(row)) rows.push(row);
  rows.push(...emphasis.keys());
  const texels = new Float32Array(rows.length * (displacedFrom ? 2 : 1) * THREAD_NUMBERS);
  let count = 0;
  const add = (row: number, now: Curve, before: Curve): void => {
    const at = count++ * THREAD_NUMBERS;
    const put = (part: number, position: Position, extra: number): void => texels.set([...position, extra], at + part * 4);
    put(0, now[0], opacityOf(row));
    put(1, now[1], emphasis.get(row) ?? 0);
    put(2, now[2], categories[row]!);
    put(3, before[0], delayOf(row, n));
    put(4, before[1], 0);
    put(5, before[2], 0);
  };
  for (const row of rows) {
    const key = ghostOf[row]! * 9 + categories[row]!;
    const now = threadCurve(to, row, ghostOf[row]!, key);
    if (now) add(row, now, (from && threadCurve(from, row, ghostOf[row]!, key)) ?? now);
    if (!displacedFrom) continue;
    const line = straight(displacedFrom, to.positions, row);
    if (line) add(row, line, (from && straight(displacedFrom, from.positions, row)) ?? line);
  }
  return { count, texels: texels.subarray(0, count * THREAD_NUMBERS) };
}

/** Means of the rows by ghost × 9 + category. */
export function threadCentroids(positions: Float32Array, categories: Uint8Array, ghostOf: Int32Array): Map<number, Position> {
  const sums = new Map<number, [x: number, y: number, z: number, count: number]>();
  for (let row = 0; row < categories.length; row++) {
    const x = positions[row * 3]!, y = positions[row * 3 + 1]!, z = positions[row * 3 + 2]!;
    if (ghostOf[row]! < 0 || !Number.isFinite(x + y + z)) continue;
    const key = ghostOf[row]! * 9 + categories[row]!;
    let sum = sums.get(key);
    if (!sum) sums.set(key, sum = [0, 0, 0, 0]);
    sum[0] += x;
    sum[1] += y;
    sum[2] += z;
    sum[3]++;
  }
  return new Map(Array.from(sums, ([key, [x, y, z, count]]) => [key, [x / count, y / count, z / count]]));
}

/** Start, control point, end. */
type Curve = readonly [Position, Position, Position];

function threadCurve({ positions, ghosts, centroids }: ThreadLayout, row: number, ghost: number, key: number): Curve | null {
  const start = ghosts[ghost], end = placeOf(positions, row), centroid = centroids.get(key);
  return start && end && centroid ? [start, mixed(start, mixed(centroid, end, 0.3), BUNDLING), end] : null;
}

function straight(from: Float32Array, to: Float32Array, row: number): Curve | null {
  const start = placeOf(from, row), end = placeOf(to, row);
  return start && end && distanceBetween(start, end) > 1e-6 ? [start, mixed(start, end, 0.5), end] : null;
}

function placeOf(positions: Float32Array, row: number): Position | null {
  const place = [positions[row * 3]!, positions[row * 3 + 1]!, positions[row * 3 + 2]!] as const;
  return Number.isFinite(place[0] + place[1] + place[2]) ? place : null;
}
