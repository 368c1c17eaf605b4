/** A row and how far it is. */
export interface NearRow {
  readonly row: number;
  readonly distance: number;
}

/**
 * Puts `found` into an ascending list of at most k; of equal distances the one that came first stays first, and one no nearer than the last
 * of a full list stays out. k is small, so that moving entries is cheaper than a heap.
 */
export function keepNearest(nearest: NearRow[], found: NearRow, k: number): void {
  const last = nearest[k - 1];
  if (k < 1 || (last !== undefined && found.distance >= last.distance)) return;
  let at = nearest.length;
  while (at > 0 && (nearest[at - 1] as NearRow).distance > found.distance) at--;
  nearest.splice(at, 0, found);
  if (nearest.length > k) nearest.pop();
}
