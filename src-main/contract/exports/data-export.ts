import type { MapQuality, ProjectionParameters } from '../projection';

/** What vectors are written as; the projector's is a folder of files. */
export const VECTOR_FORMATS = ['npy', 'csv', 'parquet', 'projector'] as const;
export type VectorFormat = (typeof VECTOR_FORMATS)[number];

/** What a set is written as. */
export const SET_FORMATS = ['jsonl', 'csv', 'tsv', 'txt', 'conllu'] as const;
export type SetFormat = (typeof SET_FORMATS)[number];

/** A label of a set: a value a row, null where a row lacks it. */
export interface LabelValues {
  readonly label: string;
  readonly values: readonly (string | null)[];
}

/** What was written where. `notes`: what the file does not hold, in sentences. */
export interface SavedData {
  readonly path: string;
  readonly nRows: number;
  readonly notes: readonly string[];
}

export interface WriteProgress {
  readonly stage: 'write';
  /** Bytes; the total is an estimate. */
  readonly nDone: number;
  readonly nTotal: number;
}

/** Where vectors come from, as it stands beside every file of them, and the paragraph for the methods of a paper. */
export interface VectorsAbout {
  readonly provenance: Readonly<Record<string, unknown>>;
  readonly methods: string;
}

/** What a table beside the vectors is: a map, with all that is needed to draw it again, or cosine distances of some rows, from 1. */
export type TableAbout =
  | { readonly kind: 'map'; readonly settings: string; readonly parameters: ProjectionParameters; readonly quality: MapQuality | null; readonly neighbourRecall: number | null }
  | { readonly kind: 'distances'; readonly rows: readonly number[] };
