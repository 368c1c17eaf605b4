import { dot, norm } from '@vectors/cosine';
import { keepNearest, type NearRow } from '@vectors/nearest';
import { RoughRows } from '@vectors/rough-rows';
import type { RowStore } from '../../../model-format/word-table/row-store';

/** Read at once: small enough that other messages wait no longer than some milliseconds. */
const CHUNK_BYTES = 4 * 2 ** 20;

/** Finds the nearest of all rows. From the first search on a copy of rows that are neither few nor many is kept, 2 bytes a number, and of all their lengths, 4 bytes a row. */
export class NearestRowSearch {
  private lengths: Float32Array | null = null;
  private rough: RoughRows | null = null;

  constructor(private readonly store: RowStore) {}

  /**
   * The `k` rows nearest to `query` by cosine distance, nearest first, equal ones in their order; rows of length 0 have distance 1. Scans in chunks and lets
   * other work in between them, or, where there is a copy, looks at few rows in one go: the result is the same.
   */
  async find(query: Float32Array, k: number, isLeftOut: (row: number) => boolean): Promise<readonly NearRow[]> {
    const { nRows, dim } = this.store;
    const queryLength = norm(query);
    const near = this.lengths !== null && k > 0 && 4 * k < nRows ? this.rough?.near(query, k, (row) => !isLeftOut(row)) ?? null : null;
    if (near !== null && this.lengths !== null) {
      const found = new BestRows(k);
      for (const row of near) found.add(row, distanceOf(query, this.store.rows(row, row + 1), queryLength * (this.lengths[row] as number)));
      return found.rows();
    }
    const lengths = this.lengths ?? new Float32Array(nRows);
    const isFirst = this.lengths === null;
    const rough = isFirst ? RoughRows.roomFor(nRows, dim) : null;
    const best = new BestRows(k);
    const nChunk = Math.max(1, Math.floor(CHUNK_BYTES / (4 * dim)));
    for (let from = 0; from < nRows; from += nChunk) {
      const to = Math.min(nRows, from + nChunk);
      const values = this.store.rows(from, to);
      rough?.add(from, values);
      for (let row = from; row < to; row++) {
        const vector = values.subarray((row - from) * dim, (row - from + 1) * dim);
        if (isFirst) lengths[row] = norm(vector);
        const distance = distanceOf(query, vector, queryLength * (lengths[row] as number));
        if (distance < best.worst && !isLeftOut(row)) best.add(row, distance);
      }
      await new Promise((resolve) => { setImmediate(resolve); });
    }
    if (isFirst) [this.lengths, this.rough] = [lengths, rough];
    return best.rows();
  }
}

const distanceOf = (query: Float32Array, vector: Float32Array, product: number): number => (product === 0 ? 1 : 1 - dot(query, vector) / product);

/** The least distances seen so far, ascending. */
class BestRows {
  private readonly best: NearRow[] = [];

  constructor(private readonly k: number) {}

  /** What a row must be nearer than to count. */
  get worst(): number {
    return this.best.length < this.k ? Infinity : (this.best[this.k - 1]?.distance ?? -Infinity);
  }

  add(row: number, distance: number): void {
    keepNearest(this.best, { row, distance }, this.k);
  }

  rows(): readonly NearRow[] {
    return this.best;
  }
}
