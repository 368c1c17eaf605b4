import { norm } from '@vectors/cosine';
import { evenly } from '@vectors/evenly';
import { takeRows, vectorAt, type VectorTable } from '@vectors/vector-table';
import { nearestRows } from './neighbours';

/** How far two representations of the same rows agree on who is near whom. */
export interface NeighbourOverlap {
  /** Mean share of the k nearest by cosine that are among the k nearest in the other table too, 0…1; null where either has too many equal distances to say who is nearest. */
  readonly share: number | null;
  /** What k rows drawn at random from the others would share. */
  readonly chance: number;
  readonly k: number;
  /** Rows whose neighbours were compared. */
  readonly nQueries: number;
}

/** Of more rows an evenly spaced sample is compared. */
const MOST_ROWS = 2_000;
const MOST_QUERIES = 300;
/** Distances that differ by less differ by the order of sums alone. */
const SAME = 1e-7;

/**
 * Overlap of the k nearest neighbours in two tables of the same rows (`[nRows, 1, dim]` each, dim may differ), rows without a vector in either left out.
 * A row whose k-th and next neighbour are equally near on either side has no k nearest and is left out; where half of all rows or more are, there is no share.
 * Yields after each query.
 */
export function* neighbourOverlapSteps(a: VectorTable, b: VectorTable, k: number): Generator<undefined, NeighbourOverlap> {
  const known = Array.from({ length: a.nRows }, (_, row) => row).filter((row) => norm(vectorAt(a, row, 0)) > 0 && norm(vectorAt(b, row, 0)) > 0);
  const rows = evenly(known, MOST_ROWS);
  const kept = Math.min(k, rows.length - 1);
  const chance = rows.length < 2 ? 1 : kept / (rows.length - 1);
  const queries = evenly([...rows.keys()], MOST_QUERIES);
  const [left, right] = [takeRows(a, rows), takeRows(b, rows)];
  let sum = 0, nClear = 0;
  for (const query of kept < 1 ? [] : queries) {
    const [ofA, ofB] = [nearest(left, query, kept), nearest(right, query, kept)];
    if (ofA !== null && ofB !== null) {
      sum += [...ofA].filter((row) => ofB.has(row)).length / kept;
      nClear++;
    }
    yield;
  }
  return { share: nClear > queries.length / 2 ? sum / nClear : null, chance, k: kept, nQueries: nClear };
}

/** The k nearest of the other rows; null where the last of them and the next are equally near. */
function nearest(rows: VectorTable, query: number, k: number): Set<number> | null {
  const near = nearestRows(rows, 0, query, k + 1);
  const [last, next] = [near[k - 1], near[k]];
  return last !== undefined && next !== undefined && next.distance - last.distance < SAME ? null : new Set(near.slice(0, k).map(({ row }) => row));
}
