import type { Neighbour } from '@contract/embedding';
import { clampDistance, dotAt, norm } from '@vectors/cosine';
import { keepNearest } from '@vectors/nearest';
import { sumOfRows, vectorAt, type VectorTable } from '@vectors/vector-table';

/**
 * The k nearest rows to a row by cosine distance, nearest first (exact; ties: the smaller row first). The row itself is left out,
 * and so are the rows in `excluded` and rows that have no vector.
 */
export function nearestRows(table: VectorTable, layer: number, row: number, k: number, excluded: ReadonlySet<number> = NONE): Neighbour[] {
  return search(table, layer, vectorAt(table, row, layer), k, (candidate) => candidate !== row && !excluded.has(candidate));
}

/** The k nearest rows to the mean of some rows, which are left out themselves, and so are those among them without a vector out of the mean. */
export function nearestToMean(table: VectorTable, layer: number, rows: readonly number[], k: number): Neighbour[] {
  return nearestToVector(table, layer, meanOf(table, layer, rows), k, new Set(rows));
}

/** Mean `[dim]` of the rows that have a vector; all zero where none has. */
export function meanOf(table: VectorTable, layer: number, rows: readonly number[]): Float32Array {
  const there = rows.filter((row) => vectorAt(table, row, layer).some((value) => value !== 0));
  return Float32Array.from(sumOfRows(table, layer, there), (value) => value / Math.max(1, there.length));
}

/** The k nearest rows to a vector `[dim]` that is not in the table. A zero vector has no neighbours. */
export function nearestToVector(table: VectorTable, layer: number, vector: Float32Array, k: number, excluded: ReadonlySet<number> = NONE): Neighbour[] {
  return search(table, layer, vector, k, (candidate) => !excluded.has(candidate));
}

const NONE: ReadonlySet<number> = new Set();

/** Lengths of a layer's rows, of the layer that was asked last: whoever asks once asks again. 8 bytes a row for as long as the table is held. */
const lengthsOf = new WeakMap<Float32Array, { readonly layer: number; readonly nRows: number; readonly lengths: Float64Array }>();

function rowLengths(table: VectorTable, layer: number): Float64Array {
  const { values, nRows } = table;
  const known = lengthsOf.get(values);
  if (known !== undefined && known.layer === layer && known.nRows === nRows) return known.lengths;
  const lengths = Float64Array.from({ length: nRows }, (_, row) => norm(vectorAt(table, row, layer)));
  lengthsOf.set(values, { layer, nRows, lengths });
  return lengths;
}

function search(table: VectorTable, layer: number, query: Float32Array, k: number, isCandidate: (row: number) => boolean): Neighbour[] {
  const length = norm(query);
  const nearest: Neighbour[] = [];
  if (length === 0 || k < 1) return nearest;
  const { values, nRows, nLayers, dim } = table;
  const lengths = rowLengths(table, layer);
  let worst = Infinity;
  for (let row = 0; row < nRows; row++) {
    const both = length * (lengths[row] as number);
    if (both === 0) continue;
    const distance = 1 - dotAt(query, values, (row * nLayers + layer) * dim) / both;
    if (distance >= worst || !isCandidate(row)) continue;
    keepNearest(nearest, { row, distance: clampDistance(distance) }, k);
    if (nearest.length === k) worst = (nearest[k - 1] as Neighbour).distance;
  }
  return nearest;
}
