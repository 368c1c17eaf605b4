import type { Position } from './types';

const N_BUCKETS = 4096;
const counts = new Uint32Array(N_BUCKETS + 1);

/**
 * Fills `order` with the rows of `positions` `[n, 3]` from back to front along `back` (which points to the camera), emphasised
 * rows (`emphasis` > 0.5) last of all. A counting sort over 4,096 depths: linear, and stable, so that equal depths never flicker.
 */
export function depthOrder(positions: Float32Array, back: Position, emphasis: Float32Array, order: Uint32Array): void {
  const n = order.length;
  const keys = new Float32Array(n);
  let low = Infinity, high = -Infinity;
  for (let row = 0; row < n; row++) {
    const key = (positions[row * 3] as number) * back[0] + (positions[row * 3 + 1] as number) * back[1] + (positions[row * 3 + 2] as number) * back[2];
    keys[row] = key;
    if (key < low) low = key;
    if (key > high) high = key;
  }
  const scale = high > low ? (N_BUCKETS - 2) / (high - low) : 0;
  const bucketOf = (row: number): number => ((emphasis[row] as number) > 0.5 ? N_BUCKETS - 1 : Math.floor(((keys[row] as number) - low) * scale));
  counts.fill(0);
  for (let row = 0; row < n; row++) (counts[bucketOf(row) + 1] as number)++;
  for (let bucket = 0; bucket < N_BUCKETS; bucket++) (counts[bucket + 1] as number) += (counts[bucket] as number);
  for (let row = 0; row < n; row++) order[(counts[bucketOf(row)] as number)++] = row;
}
