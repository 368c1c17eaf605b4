import type { CharSpan, Occurrence } from './occurrence';

/** How the vectors of a word's sub-words become one vector. */
export type Pooling = 'mean' | 'first' | 'last';
export const POOLINGS = ['mean', 'first', 'last'] as const satisfies readonly Pooling[];

export type DevicePreference = 'auto' | 'cpu' | 'webgpu' | 'cuda';
export const DEVICE_PREFERENCES = ['auto', 'cpu', 'webgpu', 'cuda'] as const satisfies readonly DevicePreference[];

/** The device that really serves, and what the indicator says of it ("CPU, 2 threads"). */
export interface DeviceInUse {
  readonly provider: 'cpu' | 'webgpu' | 'cuda';
  readonly label: string;
  /** Set when a faster device was asked for and did not serve: why. */
  readonly note?: string;
}

/** A piece of a sentence as the model reads it. */
export interface Piece extends CharSpan {
  readonly piece: string;
}

export interface EmbedRequest {
  readonly modelId: string;
  readonly pooling: Pooling;
  readonly device: DevicePreference;
  readonly occurrences: readonly Occurrence[];
}

/** Handle to vectors that stay in the inference process. Shapes: `[nOccurrences, nLayers, dim]`. */
export interface EmbeddingSummary {
  readonly key: string;
  readonly modelId: string;
  readonly pooling: Pooling;
  readonly nOccurrences: number;
  readonly nLayers: number;
  readonly dim: number;
  readonly device: DeviceInUse;
  readonly elapsedMs: number;
  /** Per occurrence, the pieces of the occurrence itself (not of the whole sentence). */
  readonly subwords: readonly (readonly string[])[];
  /** Rows that have no vector (unknown to a static model, or only characters the tokenizer drops); all-zero. */
  readonly missing: readonly number[];
  /** Macro-averaged leave-one-out 1-NN sense recall per layer (over 2,000 rows the mean over a fixed random sample of them); null where fewer than two senses are labelled. */
  readonly senseRecall: readonly number[] | null;
}

/** One layer's rows `[rowStart, rowEnd)`, row-major `[rowEnd - rowStart, dim]`. */
export interface LayerSlice {
  readonly rowStart: number;
  readonly rowEnd: number;
  readonly values: Float32Array;
}

/** The context-free vector of each word form, in the space of one layer (fitted from layer 0, see Background). */
export interface GhostVectors {
  readonly forms: readonly string[];
  /** `[forms.length, dim]` */
  readonly values: Float32Array;
  readonly r2: number;
}

/** Cosine distances of k occurrences at every layer: `values[(layer * k + i) * k + j]`; NaN where one of the two has no vector. */
export interface LayerDistances {
  readonly rows: readonly number[];
  readonly nLayers: number;
  readonly values: Float32Array;
}

export interface Neighbour {
  readonly row: number;
  readonly distance: number;
}

/** What the model makes of a sentence typed into the type bar. */
export interface TypedWord {
  readonly vector: Float32Array;
  readonly subwords: readonly string[];
  /** Nearest occurrences of the set in the original space, nearest first. */
  readonly neighbours: readonly Neighbour[];
}

export interface NearestWord {
  readonly word: string;
  readonly distance: number;
  readonly vector: Float32Array;
}

/** A sentence cut into the model's pieces (what the inspector shows). */
export interface SentencePieces {
  readonly pieces: readonly Piece[];
}

export interface EmbedProgress {
  readonly stage: 'load-model' | 'embed';
  readonly nDone: number;
  readonly nTotal: number;
}
