import { dot, norm } from '@vectors/cosine';
import { keepNearest, type NearRow } from '@vectors/nearest';
import type { RowStore } from '../../../model-format/word-table/row-store';

/** Read at once: small enough that other messages wait no longer than some milliseconds. */
const CHUNK_BYTES = 4 * 2 ** 20;

/** Finds the nearest of all rows. The lengths of the rows are kept from the first search on: 4 bytes a row. */
export class NearestRowSearch {
  private lengths: Float32Array | null = null;

  constructor(private readonly store: RowStore) {}

  /**
   * The `k` rows nearest to `query` by cosine distance, nearest first, equal ones in their order; rows of length 0 have distance 1. Scans in chunks and lets
   * other work in between them.
   */
  async find(query: Float32Array, k: number, isLeftOut: (row: number) => boolean): Promise<readonly NearRow[]> {
    const { nRows, dim } = this.store;
    const queryLength = norm(query);
    const lengths = this.lengths ?? new Float32Array(nRows);
    const isFirst = this.lengths === null;
    const best = new BestRows(k);
    const nChunk = Math.max(1, Math.floor(CHUNK_BYTES / (4 * dim)));
    for (let from = 0; from < nRows; from += nChunk) {
      const to = Math.min(nRows, from + nChunk);
      const values = this.store.rows(from, to);
      for (let row = from; row < to; row++) {
        const vector = values.subarray((row - from) * dim, (row - from + 1) * dim);
        if (isFirst) lengths[row] = norm(vector);
        const product = queryLength * (lengths[row] as number);
        const distance = product === 0 ? 1 : 1 - dot(query, vector) / product;
        if (distance < best.worst && !isLeftOut(row)) best.add(row, distance);
      }
      await new Promise((resolve) => { setImmediate(resolve); });
    }
    this.lengths = lengths;
    return best.rows();
  }
}

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
