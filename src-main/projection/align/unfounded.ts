import type { Neighbours } from '../neighbours';

/** As many as a map's distortion counts. */
const K = 15;
/** Steps beyond this quantile are large. */
const LARGE = 0.9;

/**
 * Per row 0…1: the share of its 15 nearest others (fewer where fewer are known) in one slice that are not among as many nearest in the next, both in
 * the original space.
 * @param before, after neighbours of the same rows, each row itself first @param n rows that count: the ghosts after them are no neighbours
 */
export function neighbourChange(before: Neighbours, after: Neighbours, n: number): Float32Array {
  const change = new Float32Array(n);
  for (let row = 0; row < n; row++) {
    const was = othersOf(before, row, n), is = othersOf(after, row, n), k = Math.min(was.length, is.length, K);
    if (k === 0) continue;
    const now = is.subarray(0, k);
    let nLost = 0;
    for (let place = 0; place < k; place++) if (!now.includes(was[place] as number)) nLost++;
    change[row] = nLost / k;
  }
  return change;
}

/** `[n]`, 1 where a row moves without cause: its step is among the largest tenth though its neighbourhood changed less than the median one. */
export function unfoundedSteps(distances: Float32Array, change: Float32Array): Uint8Array {
  const n = change.length;
  const counted = distances.subarray(0, n).filter((distance) => !Number.isNaN(distance)).sort();
  const large = counted[Math.ceil(LARGE * counted.length) - 1] ?? Infinity, usual = change.slice().sort()[n >> 1] ?? 0;
  return Uint8Array.from(change, (share, row) => ((distances[row] as number) > large && share < usual ? 1 : 0));
}

function othersOf({ k, indices }: Neighbours, row: number, n: number): Int32Array {
  return indices.subarray(row * k, (row + 1) * k).filter((other) => other !== row && other < n);
}
