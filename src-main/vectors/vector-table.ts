import { unitRows } from './rows';

/**
 * Vectors of n occurrences at every layer: `values[(row * nLayers + layer) * dim + d]`, row-major `[nRows, nLayers, dim]`.
 * One layer's slice `[nRows, dim]` is the same thing with `nLayers` 1. A row that is all zeros has no vector.
 */
export interface VectorTable {
  readonly values: Float32Array;
  readonly nRows: number;
  readonly nLayers: number;
  readonly dim: number;
}

/** The vector of one row at one layer: a view, not a copy. */
export function vectorAt(table: VectorTable, row: number, layer: number): Float32Array {
  const start = (row * table.nLayers + layer) * table.dim;
  return table.values.subarray(start, start + table.dim);
}

/** One layer's rows, `[rows.length, dim]`, copied; all rows by default. */
export function layerRows(table: VectorTable, layer: number, rows: ArrayLike<number> = allRows(table)): Float32Array<ArrayBuffer> {
  const { dim } = table;
  const values = new Float32Array(rows.length * dim);
  for (let index = 0; index < rows.length; index++) values.set(vectorAt(table, rows[index] as number, layer), index * dim);
  return values;
}

/** Some rows of a table at all layers, copied; the table itself where all are asked for in their order. */
export function takeRows(table: VectorTable, rows: readonly number[]): VectorTable {
  if (rows.length === table.nRows && rows.every((row, index) => row === index)) return table;
  const width = table.nLayers * table.dim;
  const values = new Float32Array(rows.length * width);
  rows.forEach((row, index) => { values.set(table.values.subarray(row * width, (row + 1) * width), index * width); });
  return { ...table, values, nRows: rows.length };
}

/** One layer's rows as a table of their own, `[rows.length, dim]`, each scaled to length 1 (a zero vector stays zero). */
export function unitTable(table: VectorTable, layer: number, rows: ArrayLike<number> = allRows(table)): VectorTable {
  const areAll = table.nLayers === 1 && rows.length === table.nRows && Array.prototype.every.call(rows, (row, index) => row === index);
  const { values } = unitRows({ values: areAll ? table.values : layerRows(table, layer, rows), n: rows.length, dim: table.dim });
  return { values, nRows: rows.length, nLayers: 1, dim: table.dim };
}

/** Sum of some rows of a layer, `[dim]`. */
export function sumOfRows(table: VectorTable, layer: number, rows: readonly number[]): Float64Array {
  const { values, nLayers, dim } = table;
  const sum = new Float64Array(dim);
  for (const row of rows) for (let d = 0, at = (row * nLayers + layer) * dim; d < dim; d++, at++) sum[d] = (sum[d] as number) + (values[at] as number);
  return sum;
}

function allRows(table: VectorTable): Int32Array {
  return Int32Array.from({ length: table.nRows }, (_, row) => row);
}
