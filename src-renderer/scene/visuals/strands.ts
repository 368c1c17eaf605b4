import { positionAt } from '../positions';
import type { Position } from '../types';

const N_CATEGORIES = 9;
const NOWHERE: Position = [0, 0, 0];

/** How far threads are drawn from the straight line towards the way of their category. */
export interface Strands {
  /** @param index of the stop; the number of stops: where the row is now @param at where the row is there @returns [0, 0, 0] in category 0 */
  readonly pull: (index: number, row: number, at: Position) => Position;
}

/**
 * Threads of one category run together between two stops, as bundled edges do (after Holten 2006): each is drawn to the way of its category, the straight
 * line from the middle of the category's rows at one stop to that at the next, as far as the category has a place of its own at a stop: one that is spread like
 * all rows has none, and its threads stay straight.
 * @param places of all rows at every stop and, last, now, `[n, 3]` each; NaN: the row is not there @param rows that have threads
 * @param categories `[n]`, 0…8; 0 stays by itself @param strength 0…1: the share of the way that is gone midway between two stops; 0 leaves straight lines
 */
export function strandsOf(places: readonly Float32Array[], rows: readonly number[], categories: Uint8Array, strength: number): Strands {
  const middles = places.map((stop) => middlesOf(stop, rows, categories));
  const shares = places.map((stop, index) => sharesOf(stop, rows, categories, middles[index] ?? new Float64Array(0)));
  return {
    pull(index, row, [x, y, z]) {
      const category = categories[row] ?? 0, middle = middles[index];
      if (category === 0 || middle === undefined) return NOWHERE;
      const [toX, toY, toZ] = positionAt(middle, category);
      const share = strength * (shares[index]?.[category] ?? 0);
      return [share * (toX - x), share * (toY - y), share * (toZ - z)];
    },
  };
}

/** Mean place of the rows of each category, `[9, 3]`; NaN for those without any. */
function middlesOf(places: Float32Array, rows: readonly number[], categories: Uint8Array): Float64Array {
  const sums = new Float64Array(N_CATEGORIES * 3), counts = new Float64Array(N_CATEGORIES);
  for (const row of rows) {
    const category = categories[row] ?? 0, [x, y, z] = positionAt(places, row);
    if (!Number.isFinite(x + y + z)) continue;
    [x, y, z].forEach((value, axis) => { sums[category * 3 + axis] = (sums[category * 3 + axis] ?? 0) + value; });
    counts[category] = (counts[category] ?? 0) + 1;
  }
  return sums.map((sum, index) => sum / (counts[Math.floor(index / 3)] ?? 0));
}

/** Of each category how much of the spread of all rows it leaves out, 0…1: one minus its variance as a share of theirs; 0 for a single row, which has nothing to run together with. */
function sharesOf(places: Float32Array, rows: readonly number[], categories: Uint8Array, middles: Float64Array): Float64Array {
  const there = rows.map((row) => ({ category: categories[row] ?? 0, at: positionAt(places, row) })).filter(({ at: [x, y, z] }) => Number.isFinite(x + y + z));
  const middle = there.reduce<Position>(([sx, sy, sz], { at: [x, y, z] }) => [sx + x / there.length, sy + y / there.length, sz + z / there.length], NOWHERE);
  const variance = (of: readonly { readonly at: Position }[], [mx, my, mz]: Position): number =>
    of.reduce((sum, { at: [x, y, z] }) => sum + (x - mx) ** 2 + (y - my) ** 2 + (z - mz) ** 2, 0) / (of.length - 1);
  const all = variance(there, middle);
  return Float64Array.from({ length: N_CATEGORIES }, (_, category) => {
    const own = there.filter((one) => one.category === category);
    return own.length < 2 || !(all > 0) ? 0 : Math.max(0, 1 - variance(own, positionAt(middles, category)) / all);
  });
}
