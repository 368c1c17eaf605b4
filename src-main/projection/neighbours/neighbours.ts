/** Nearest rows of every row, nearest first: `indices` and `distances` are `[n, k]`. Of a set searched in itself the row itself comes first, as in umap-learn. */
export interface Neighbours {
  readonly k: number;
  readonly indices: Int32Array;
  readonly distances: Float32Array;
  /** Share of the true nearest rows that were found, 0…1: 1 for an exact search, else measured on a fixed sample. */
  readonly recall: number;
}

/** Rows compared so far, or work of that measure. */
export interface SearchStep {
  readonly done: number;
  readonly total: number;
}
