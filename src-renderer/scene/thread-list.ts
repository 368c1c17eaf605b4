import type { Position } from './types';

/** `texels` holds three groups of four numbers a thread: start and opacity, control point and emphasis, end and category. */
export interface ThreadList {
  readonly count: number;
  readonly texels: Float32Array;
}

/** Above this many points only emphasised rows have threads. */
export const THREAD_LIMIT = 2000;
/** How strongly threads of a sense run together: 0 gives straight lines. */
export const BUNDLING = 0.6;

export interface ThreadSource {
  readonly positions: Float32Array;
  readonly categories: Uint8Array;
  readonly ghostOf: Int32Array;
  readonly ghosts: readonly Position[];
  readonly opacity: Float32Array;
  readonly emphasis: Float32Array;
}

/**
 * Quadratic curves ghost → row. The control point lies 60 % of the way from the ghost to a point between the row (0.3) and the
 * centroid of the rows that share its category and ghost (0.7). Emphasised threads come last, so that they are drawn on top.
 */
export function makeThreads(source: ThreadSource): ThreadList {
  const { positions, categories, ghostOf, ghosts, opacity, emphasis } = source;
  const n = categories.length;
  const onlyEmphasised = n > THREAD_LIMIT;
  const rows: number[] = [];
  const isDrawn = (row: number, isEmphasised: boolean): boolean => ghosts[ghostOf[row] as number] !== undefined && (emphasis[row] as number) > 0 === isEmphasised;
  if (!onlyEmphasised) for (let row = 0; row < n; row++) if (isDrawn(row, false)) rows.push(row);
  for (let row = 0; row < n; row++) if (isDrawn(row, true)) rows.push(row);
  const centroids = threadCentroids(source);
  const texels = new Float32Array(rows.length * 12);
  rows.forEach((row, thread) => {
    const ghost = ghosts[ghostOf[row] as number] as Position;
    const centroid = centroids.get((ghostOf[row] as number) * 9 + (categories[row] as number)) as Position;
    const at = thread * 12;
    for (let axis = 0; axis < 3; axis++) {
      const end = positions[row * 3 + axis] as number;
      texels[at + axis] = ghost[axis] as number;
      texels[at + 4 + axis] = (ghost[axis] as number) + (0.3 * end + 0.7 * (centroid[axis] as number) - (ghost[axis] as number)) * BUNDLING;
      texels[at + 8 + axis] = end;
    }
    texels[at + 3] = opacity[row] as number;
    texels[at + 7] = emphasis[row] as number;
    texels[at + 11] = categories[row] as number;
  });
  return { count: rows.length, texels };
}

/** Means of the rows by ghost × 9 + category. */
function threadCentroids({ positions, categories, ghostOf }: ThreadSource): Map<number, Position> {
  const sums = new Map<number, [number, number, number, number]>();
  for (let row = 0; row < categories.length; row++) {
    if ((ghostOf[row] as number) < 0) continue;
    const key = (ghostOf[row] as number) * 9 + (categories[row] as number);
    const sum = sums.get(key) ?? [0, 0, 0, 0];
    for (let axis = 0; axis < 3; axis++) (sum[axis] as number) += (positions[row * 3 + axis] as number);
    sum[3]++;
    sums.set(key, sum);
  }
  return new Map(Array.from(sums, ([key, [x, y, z, count]]) => [key, [x / count, y / count, z / count]]));
}
