import type { HeldMatrix } from './messages';

/** Where the rows of a map come from. The same object stands for the same rows, so that the worker gets them once. */
export interface RowSource {
  readonly n: number;
  readonly dim: number;
  /** The last so many rows (ghosts) are mapped but not measured. */
  readonly nExtra: number;
  /** A new row-major array `[n, dim]`, given away for good. Asked again only after the worker has lost its rows. */
  readonly read: () => Float32Array;
}

/** Rows that no order is about are kept up to this many bytes: two layers of 50,000 × 768. */
const KEPT_BYTES = 320e6;

/** The client's record of the rows that its worker holds. */
export class HeldRows {
  /** Least recently used first. */
  private readonly ids = new Map<RowSource, number>();
  private lastId = 0;

  /** Ids of `sources`, and what has the worker hold them; what was least recently used goes where there is no room for it. */
  need(sources: readonly RowSource[]): { readonly ids: readonly number[]; readonly forget: readonly number[]; readonly load: readonly HeldMatrix[] } {
    const load: HeldMatrix[] = [];
    const ids = sources.map((source) => {
      const known = this.ids.get(source);
      this.ids.delete(source);
      const id = known ?? ++this.lastId;
      this.ids.set(source, id);
      if (known === undefined) load.push({ rows: id, values: source.read(), n: source.n, dim: source.dim, nExtra: source.nExtra });
      return id;
    });
    return { ids, forget: this.tooMuch(sources), load };
  }

  /** The worker is gone, and its rows with it. */
  clear(): void {
    this.ids.clear();
  }

  private tooMuch(used: readonly RowSource[]): number[] {
    let bytes = 0;
    for (const { n, dim } of this.ids.keys()) bytes += n * dim * Float32Array.BYTES_PER_ELEMENT;
    const forget: number[] = [];
    for (const [source, rows] of [...this.ids]) {
      if (bytes <= KEPT_BYTES) break;
      if (used.includes(source)) continue;
      this.ids.delete(source);
      bytes -= source.n * source.dim * Float32Array.BYTES_PER_ELEMENT;
      forget.push(rows);
    }
    return forget;
  }
}
