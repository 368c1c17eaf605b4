import type { Space } from './distance';

/** Nearest rows of every row, nearest first: `indices` and `distances` are `[n, k]`. The row itself comes first, as in umap-learn. */
export interface Neighbours {
  readonly k: number;
  readonly indices: Int32Array;
  readonly distances: Float32Array;
}

/**
 * Exact k nearest rows, ties in row order. Each pair's distance is computed once.
 * Yields the number of rows done after each, so that a caller can pause or stop between two rows.
 * @param k neighbours including the row itself, 1…n.
 */
export function* nearestNeighbours(space: Space, k: number): Generator<number, Neighbours> {
  const { n } = space;
  const indices = new Int32Array(n * k).fill(-1);
  const distances = new Float32Array(n * k).fill(Infinity);
  for (let row = 0; row < n; row++) {
    indices[row * k] = row;
    distances[row * k] = 0;
  }
  const line = new Float32Array(n);
  for (let row = 0; row < n; row++) {
    space.distancesFrom(space, row, row + 1, n, line);
    for (let other = row + 1; other < n; other++) {
      insert(indices, distances, row, k, other, line[other] as number);
      insert(indices, distances, other, k, row, line[other] as number);
    }
    yield row + 1;
  }
  return { k, indices, distances };
}

/** Keeps slots 1…k-1 of a row sorted by distance, then by row; slot 0 is the row itself even among duplicates. */
function insert(indices: Int32Array, distances: Float32Array, row: number, k: number, other: number, distance: number): void {
  const start = row * k;
  let slot = start + k - 1;
  if (k < 2 || distance > (distances[slot] as number) || (distance === distances[slot] && (indices[slot] as number) !== -1 && other > (indices[slot] as number))) return;
  while (slot > start + 1) {
    const before = slot - 1;
    const comesAfter = (distances[before] as number) > distance || (distances[before] === distance && ((indices[before] as number) > other || indices[before] === -1));
    if (!comesAfter) break;
    indices[slot] = indices[before] as number;
    distances[slot] = distances[before] as number;
    slot = before;
  }
  indices[slot] = other;
  distances[slot] = distance;
}
