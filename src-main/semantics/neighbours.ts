import type { Neighbour } from '@contract/embedding';
import { clampDistance, dotAt, norm } from '@vectors/cosine';
import { keepNearest } from '@vectors/nearest';
import { RoughRows } from '@vectors/rough-rows';
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

/** What is known of the layer that was asked last: whoever asks once asks again. Held for as long as the table is: half of its rows' memory where there are many, else 8 bytes a row. */
interface Known {
  readonly layer: number;
  readonly nRows: number;
  readonly rough: RoughRows | null;
  lengths: Float64Array | null;
}

const knownOf = new WeakMap<Float32Array, Known>();

function known(table: VectorTable, layer: number): Known {
  const { values, nRows } = table;
  const last = knownOf.get(values);
  if (last !== undefined && last.layer === layer && last.nRows === nRows) return last;
  const made: Known = { layer, nRows, rough: roughRows(table, layer), lengths: null };
  knownOf.set(values, made);
  return made;
}

function roughRows(table: VectorTable, layer: number): RoughRows | null {
  const { values, nRows, nLayers, dim } = table;
  const rough = RoughRows.roomFor(nRows, dim);
  if (nLayers === 1) rough?.add(0, values);
  else if (rough !== null) for (let row = 0; row < nRows; row++) rough.add(row, vectorAt(table, row, layer));
  return rough;
}

function rowLengths(table: VectorTable, layer: number, of: Known): Float64Array {
  of.lengths ??= Float64Array.from({ length: table.nRows }, (_, row) => norm(vectorAt(table, row, layer)));
  return of.lengths;
}

/** Where rows are many, rough cosines leave few of them for exact ones; what is found is the same to the bit. */
function search(table: VectorTable, layer: number, query: Float32Array, k: number, isCandidate: (row: number) => boolean): Neighbour[] {
  const length = norm(query);
  if (length === 0 || k < 1) return [];
  const of = known(table, layer);
  const { rough } = of;
  const near = rough === null || 4 * k >= table.nRows ? null : rough.near(query, k, (row) => !rough.isZero(row) && isCandidate(row));
  return near === null ? searchAll(table, layer, query, k, isCandidate, rowLengths(table, layer, of)) : nearestOfFew(table, layer, query, k, near);
}

function nearestOfFew(table: VectorTable, layer: number, query: Float32Array, k: number, rows: readonly number[]): Neighbour[] {
  const length = norm(query);
  const nearest: Neighbour[] = [];
  for (const row of rows) {
    const vector = vectorAt(table, row, layer);
    keepNearest(nearest, { row, distance: clampDistance(1 - dotAt(query, vector, 0) / (length * norm(vector))) }, k);
  }
  return nearest;
}

function searchAll(table: VectorTable, layer: number, query: Float32Array, k: number, isCandidate: (row: number) => boolean, lengths: Float64Array): Neighbour[] {
  const length = norm(query);
  const nearest: Neighbour[] = [];
  const { values, nRows, nLayers, dim } = table;
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
