import { cosineDistance } from '@vectors/cosine';
import { vectorAt, type VectorTable } from '@vectors/vector-table';

/** A word form with what it has without context: the rows that have it, and its context-free vector where the model has one. */
export interface FormRows {
  readonly form: string;
  readonly rows: readonly number[];
  /** `[dim]`, in the space of the layer; null: the model has none. */
  readonly ghost: Float32Array | null;
}

/** How far occurrences of one sense are from what their word is without context; mean cosine distances, 0…2. */
export interface SenseWithoutContext {
  /** Null: of all senses together. */
  readonly sense: string | null;
  readonly n: number;
  /** To the context-free vector of their form; null where none has one. */
  readonly toGhost: number | null;
  /** To the mean of all other occurrences of their form; null where each is the only one. */
  readonly toAverage: number | null;
}

/** Arithmetic mean of rows of a table of one layer, `[dim]`. */
export function averageOf(table: VectorTable, rows: readonly number[]): Float32Array {
  const mean = new Float64Array(table.dim);
  for (const row of rows) vectorAt(table, row, 0).forEach((value, d) => { mean[d] = (mean[d] as number) + value / rows.length; });
  return Float32Array.from(mean);
}

/**
 * Distances of the occurrences of each sense to the two vectors that a form has without context: the model's own, and the average of its occurrences, which
 * is what a static model learns of it. An occurrence is no part of the average that it is held against.
 * @param table `[nRows, 1, dim]` @param senseOf null: no sense, the row counts only among all
 * @returns all rows first, then the senses in the order of their first rows
 */
export function distancesWithoutContext(table: VectorTable, forms: readonly FormRows[], senseOf: (row: number) => string | null): SenseWithoutContext[] {
  const sums = new Map<string | null, { n: number; ghost: number; nGhost: number; average: number; nAverage: number }>();
  const sumOf = (sense: string | null): NonNullable<ReturnType<typeof sums.get>> => {
    const sum = sums.get(sense) ?? { n: 0, ghost: 0, nGhost: 0, average: 0, nAverage: 0 };
    sums.set(sense, sum);
    return sum;
  };
  sumOf(null);
  for (const { row, form } of forms.flatMap((one) => one.rows.map((row) => ({ row, form: one }))).sort((a, b) => a.row - b.row)) {
    const vector = vectorAt(table, row, 0);
    const ghost = form.ghost === null ? null : cosineDistance(vector, form.ghost);
    const average = form.rows.length < 2 ? null : cosineDistance(vector, othersOf(table, form.rows, row));
    const sense = senseOf(row);
    for (const sum of sense === null ? [sumOf(null)] : [sumOf(null), sumOf(sense)]) {
      sum.n++;
      if (ghost !== null) { sum.ghost += ghost; sum.nGhost++; }
      if (average !== null) { sum.average += average; sum.nAverage++; }
    }
  }
  return [...sums].map(([sense, { n, ghost, nGhost, average, nAverage }]) => ({ sense, n, toGhost: nGhost === 0 ? null : ghost / nGhost, toAverage: nAverage === 0 ? null : average / nAverage }));
}

const sumsOf = new WeakMap<readonly number[], Float64Array>();

/** Sum of the other rows of a form, which points where their mean points. */
function othersOf(table: VectorTable, rows: readonly number[], row: number): Float32Array {
  let sum = sumsOf.get(rows);
  if (sum === undefined) {
    sum = new Float64Array(table.dim);
    for (const other of rows) for (const [d, value] of vectorAt(table, other, 0).entries()) sum[d] = (sum[d] as number) + value;
    sumsOf.set(rows, sum);
  }
  const own = vectorAt(table, row, 0);
  return Float32Array.from(sum, (value, d) => value - (own[d] as number));
}
