import { clampDistance, cosineDistance, dot } from '@vectors/cosine';
import { sumOfRows, vectorAt, type VectorTable } from '@vectors/vector-table';

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
  const withSums = forms.map((form) => ({ ...form, sum: Float32Array.from(sumOfRows(table, 0, form.rows)) }));
  for (const { row, form } of withSums.flatMap((one) => one.rows.map((row) => ({ row, form: one }))).sort((a, b) => a.row - b.row)) {
    const vector = vectorAt(table, row, 0);
    const ghost = form.ghost === null ? null : cosineDistance(vector, form.ghost);
    const average = form.rows.length < 2 ? null : distanceToOthers(vector, form.sum);
    const sense = senseOf(row);
    for (const sum of sense === null ? [sumOf(null)] : [sumOf(null), sumOf(sense)]) {
      sum.n++;
      if (ghost !== null) { sum.ghost += ghost; sum.nGhost++; }
      if (average !== null) { sum.average += average; sum.nAverage++; }
    }
  }
  return [...sums].map(([sense, { n, ghost, nGhost, average, nAverage }]) => ({ sense, n, toGhost: nGhost === 0 ? null : ghost / nGhost, toAverage: nAverage === 0 ? null : average / nAverage }));
}

/** Cosine distance of a vector from the sum of others, which points where their mean points. @param sum of all, the vector among them */
function distanceToOthers(vector: Float32Array, sum: Float32Array): number {
  const [own, both] = [dot(vector, vector), dot(vector, sum)];
  const lengths = Math.sqrt(own) * Math.sqrt(Math.max(0, dot(sum, sum) - 2 * both + own));
  return lengths === 0 ? 1 : clampDistance(1 - (both - own) / lengths);
}
