import { dot, norm } from '@vectors/cosine';
import { unitTable, vectorAt, type VectorTable } from '@vectors/vector-table';

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
/** Cosines that differ by less differ by the order of sums alone. */
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
  const [left, right] = [unitTable(a, 0, rows), unitTable(b, 0, rows)];
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
function nearest(units: VectorTable, query: number, k: number): Set<number> | null {
  const from = vectorAt(units, query, 0);
  const cosines = Float64Array.from({ length: units.nRows }, (_, row) => (row === query ? -Infinity : dot(from, vectorAt(units, row, 0))));
  const order = [...cosines.keys()].sort((x, y) => (cosines[y] as number) - (cosines[x] as number));
  const [last, next] = [cosines[order[k - 1] as number] as number, cosines[order[k] as number] as number];
  return last - next < SAME ? null : new Set(order.slice(0, k));
}

function evenly(rows: readonly number[], n: number): readonly number[] {
  if (rows.length <= n) return rows;
  return Array.from({ length: n }, (_, index) => rows[Math.floor((index * rows.length) / n)] as number);
}
