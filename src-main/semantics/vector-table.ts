import { norm } from './cosine';

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

/** One layer's rows as a table of their own, `[rows.length, dim]`, each scaled to length 1 (a zero vector stays zero). */
export function unitRows(table: VectorTable, layer: number, rows: ArrayLike<number> = allRows(table)): VectorTable {
  const { dim } = table;
  const values = new Float32Array(rows.length * dim);
  for (let index = 0; index < rows.length; index++) {
    const vector = vectorAt(table, rows[index] as number, layer);
    const length = norm(vector);
    if (length === 0) continue;
    for (let d = 0; d < dim; d++) values[index * dim + d] = (vector[d] as number) / length;
  }
  return { values, nRows: rows.length, nLayers: 1, dim };
}

function allRows(table: VectorTable): Int32Array {
  return Int32Array.from({ length: table.nRows }, (_, row) => row);
}

/**
 * A number per sentence, so that occurrences of one sentence can be told: equal texts get equal numbers, in order of appearance.
 */
export function sentenceIds(texts: readonly string[]): Int32Array {
  const ids = new Map<string, number>();
  return Int32Array.from(texts, (text) => {
    const id = ids.get(text) ?? ids.size;
    ids.set(text, id);
    return id;
  });
}
