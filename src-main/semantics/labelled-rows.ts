import { norm } from '@vectors/cosine';
import { unitTable, vectorAt, type VectorTable } from '@vectors/vector-table';

/** Gold senses and sentences of a table's rows, both `[nRows]`. Rows whose sense is null take no part. */
export interface GoldLabels {
  readonly senses: readonly (string | null)[];
  /** Equal numbers: the same sentence (see `sentenceIds`). Occurrences of one sentence share words, so they are no evidence for each other. */
  readonly sentences: Int32Array;
}

/** The rows of one layer that have a sense and a vector: unit vectors `[rows.length, dim]` in row order. */
export interface LabelledRows {
  readonly rows: readonly number[];
  readonly senses: readonly string[];
  readonly sentences: Int32Array;
  readonly units: VectorTable;
}

export function labelledRows(table: VectorTable, layer: number, labels: GoldLabels): LabelledRows {
  const rows: number[] = [];
  const senses: string[] = [];
  for (let row = 0; row < table.nRows; row++) {
    const sense = labels.senses[row] ?? null;
    if (sense === null || norm(vectorAt(table, row, layer)) === 0) continue;
    rows.push(row);
    senses.push(sense);
  }
  return { rows, senses, sentences: Int32Array.from(rows, (row) => labels.sentences[row] as number), units: unitTable(table, layer, rows) };
}

/** Calls `visit` once for every pair i < j from different sentences, i ascending from `from` up to `to` (not included), then j ascending. */
export function eachPair(labelled: Pick<LabelledRows, 'sentences' | 'units'>, visit: (i: number, j: number, cosine: number) => void, from = 0, to = labelled.units.nRows): void {
  const { sentences, units: { values, nRows, dim } } = labelled;
  for (let i = from; i < to; i++) {
    let j = i + 1;
    // Four rows at a time share each read of row i.
    for (; j + 3 < nRows; j += 4) {
      const start = j * dim;
      let [c0, c1, c2, c3] = [0, 0, 0, 0];
      for (let d = 0; d < dim; d++) {
        const value = values[i * dim + d] as number;
        c0 += value * (values[start + d] as number);
        c1 += value * (values[start + dim + d] as number);
        c2 += value * (values[start + 2 * dim + d] as number);
        c3 += value * (values[start + 3 * dim + d] as number);
      }
      if (sentences[i] !== sentences[j]) visit(i, j, c0);
      if (sentences[i] !== sentences[j + 1]) visit(i, j + 1, c1);
      if (sentences[i] !== sentences[j + 2]) visit(i, j + 2, c2);
      if (sentences[i] !== sentences[j + 3]) visit(i, j + 3, c3);
    }
    for (; j < nRows; j++) {
      if (sentences[i] === sentences[j]) continue;
      let cosine = 0;
      for (let d = 0; d < dim; d++) cosine += (values[i * dim + d] as number) * (values[j * dim + d] as number);
      visit(i, j, cosine);
    }
  }
}
