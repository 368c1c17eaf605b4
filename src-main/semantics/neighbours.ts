import type { Neighbour } from '@contract/embedding';
import { clampDistance, dot, norm } from '@vectors/cosine';
import { keepNearest } from '@vectors/nearest';
import { vectorAt, type VectorTable } from '@vectors/vector-table';

/**
 * The k nearest rows to a row by cosine distance, nearest first (exact; ties: the smaller row first). The row itself is left out,
 * and so are the rows in `excluded` and rows that have no vector.
 */
export function nearestRows(table: VectorTable, layer: number, row: number, k: number, excluded: ReadonlySet<number> = NONE): Neighbour[] {
  return search(table, layer, vectorAt(table, row, layer), k, (candidate) => candidate !== row && !excluded.has(candidate));
}

/** The k nearest rows to a vector `[dim]` that is not in the table. A zero vector has no neighbours. */
export function nearestToVector(table: VectorTable, layer: number, vector: Float32Array, k: number, excluded: ReadonlySet<number> = NONE): Neighbour[] {
  return search(table, layer, vector, k, (candidate) => !excluded.has(candidate));
}

const NONE: ReadonlySet<number> = new Set();

function search(table: VectorTable, layer: number, query: Float32Array, k: number, isCandidate: (row: number) => boolean): Neighbour[] {
  const length = norm(query);
  const nearest: Neighbour[] = [];
  if (length === 0 || k < 1) return nearest;
  for (let row = 0; row < table.nRows; row++) {
    if (!isCandidate(row)) continue;
    const vector = vectorAt(table, row, layer);
    const both = length * norm(vector);
    if (both === 0) continue;
    keepNearest(nearest, { row, distance: clampDistance(1 - dot(query, vector) / both) }, k);
  }
  return nearest;
}
