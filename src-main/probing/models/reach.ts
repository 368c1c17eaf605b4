import { REACH_DISTANCES, SIDES, type LayerReach, type MoveAt, type ReachDistance, type Side, type SideReach } from '@contract/model-figures';
import { cosineDistance } from '@vectors/cosine';
import { vectorAt, type VectorTable } from '@vectors/vector-table';

/** Rows of a table that belong to one carrier sentence. */
export interface CarrierRows {
  /** The target in the sentence as it is. */
  readonly base: number;
  /** The same target in the same sentence, run in other batches. */
  readonly again: readonly number[];
  /** The target where one word is another one. */
  readonly variants: readonly { readonly side: Side; readonly distance: ReachDistance; readonly row: number }[];
}

/**
 * How far away a changed word still moves the target's vector, by minimal pairs: the cosine distance between the target with and without the change,
 * averaged over carriers. A mean counts as a move where it is above the floor, which is the greatest distance that any carrier's unchanged target moved by
 * because it ran in another batch (sums in another order), and never less than what the cosine itself is off by in double precision, `dim · 2⁻⁵²`.
 * The mean of moves that are all noise cannot be above the greatest of the noise, as far as the batches that were tried show it.
 * @param rows of the carriers, all with a vector
 * @param baseline mean cosine distance of two random words in this layer; null: not known
 */
export function layerReach(table: VectorTable, layer: number, rows: readonly CarrierRows[], baseline: number | null): LayerReach {
  const between = (a: number, b: number): number => cosineDistance(vectorAt(table, a, layer), vectorAt(table, b, layer));
  const floor = Math.max(table.dim * Number.EPSILON, ...rows.flatMap(({ base, again }) => again.map((row) => between(base, row))));
  const moveAt = (side: Side, distance: ReachDistance): MoveAt => {
    const moves = rows.flatMap(({ base, variants }) => variants.filter((one) => one.side === side && one.distance === distance).map(({ row }) => between(base, row)));
    const move = moves.length === 0 ? null : moves.reduce((sum, one) => sum + one, 0) / moves.length;
    return { distance, move, share: move === null || baseline === null || baseline <= 0 ? null : move / baseline, n: moves.length };
  };
  const sideOf = (side: Side): SideReach => {
    const moves = REACH_DISTANCES.map((distance) => moveAt(side, distance));
    return { reach: moves.findLast(({ move }) => move !== null && move > floor)?.distance ?? 0, moves };
  };
  return { floor, left: sideOf('left'), right: sideOf('right') };
}

/** Whether a word's vector depends on its sentence in any layer. */
export const isMoved = (layers: readonly LayerReach[]): boolean => layers.some((layer) => SIDES.some((side) => layer[side].reach > 0));
