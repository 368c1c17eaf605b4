import type { CharSpan, Occurrence } from './occurrence';

/**
 * What a row's vector is made of: the mean, the first or the last of the word's sub-words; or the whole sentence, pooled as the
 * model's sentence-transformers files say (without such files: the mean of all pieces, special tokens included).
 */
export type Pooling = 'mean' | 'first' | 'last' | 'sentence';
export const POOLINGS = ['mean', 'first', 'last', 'sentence'] as const satisfies readonly Pooling[];

/** onnxruntime's execution providers that the app knows. */
export type Provider = 'cpu' | 'webgpu' | 'cuda' | 'dml' | 'coreml';
export type LocalDevice = 'auto' | Provider;
export const LOCAL_DEVICES = ['auto', 'cpu', 'webgpu', 'cuda', 'dml', 'coreml'] as const satisfies readonly LocalDevice[];

/** `server`: the server that was chosen, see contract/serving; what it cannot run goes to the device that `auto` finds, and the answer says why. */
export type DevicePreference = LocalDevice | 'server';
export const DEVICE_PREFERENCES = [...LOCAL_DEVICES, 'server'] as const satisfies readonly DevicePreference[];

/**
 * How a transformer's products with its weights are computed: `exact` in float32; `int8` in 8 bits, on the CPU alone, faster and a little off. Never chosen
 * unless it is asked for; baselines and ghosts stay those of the exact model.
 */
export type ProductPrecision = 'exact' | 'int8';
export const PRODUCT_PRECISIONS = ['exact', 'int8'] as const satisfies readonly ProductPrecision[];

/** A device with how products are computed there: "CPU, 2 threads, 8-bit products". */
export const labelIn = (device: string, precision: ProductPrecision): string => (precision === 'int8' ? `${device}, 8-bit products` : device);

/** The device that really serves, and what the indicator says of it ("CPU, 2 threads"). */
export interface DeviceInUse {
  readonly provider: Provider;
  readonly label: string;
  /** Set when a faster device was asked for and did not serve: why. */
  readonly note?: string;
}

/** One device of this machine, as far as it is known: a self-check runs when a model first asks for it. */
export interface DeviceReport {
  readonly provider: Provider;
  /** "GPU (WebGPU), NVIDIA H200" */
  readonly label: string;
  /** `absent`: no library or adapter; `unchecked`: nothing has run there yet; `serves`, `slower`: right, and faster or slower than the CPU; `refused`: other vectors, or it failed. */
  readonly state: 'absent' | 'unchecked' | 'serves' | 'slower' | 'refused';
  /** Why, in one sentence; empty where there is nothing to say. */
  readonly reason: string;
}

/** A piece of a sentence as the model reads it. */
export interface Piece extends CharSpan {
  readonly piece: string;
}

export interface EmbedRequest {
  readonly modelId: string;
  readonly pooling: Pooling;
  readonly device: DevicePreference;
  /** Name of what the model reads before every whole sentence; empty: nothing; absent: what it reads by itself. */
  readonly prompt?: string;
  /** Absent: exact. */
  readonly precision?: ProductPrecision;
  /** Not the set that is looked at: no model is loaded ahead for it. */
  readonly isAside?: boolean;
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
  /** Of products in 8 bits; absent: exact. */
  readonly precision?: 'int8';
  readonly elapsedMs: number;
  /** Rows that were read from the embedding cache rather than computed. */
  readonly nCached: number;
  /** Per occurrence, the pieces of the occurrence itself (not of the whole sentence). */
  readonly subwords: readonly (readonly string[])[];
  /** Rows that have no vector (unknown to a static model, or only characters the tokenizer drops); all-zero. */
  readonly missing: readonly number[];
  /** Macro-averaged leave-one-out 1-NN sense recall per layer (over 2,000 rows the mean over a fixed random sample of them); null where fewer than two senses are labelled. */
  readonly senseRecall: readonly number[] | null;
  readonly nearest: NearestOfSet;
  /** Per layer; null where no two senses of a word can be compared. */
  readonly contrast: readonly SenseContrast[] | null;
}

/** Cosine distances of pairs of occurrences of one word: mean and standard deviation, 0…2. */
export interface PairSpread {
  readonly mean: number;
  readonly deviation: number;
}

/** How far occurrences of a word are from each other within a sense and across senses, at one layer. */
export interface SenseContrast {
  readonly own: PairSpread;
  readonly other: PairSpread;
}

/** The nearest occurrence of another sentence by cosine, at every layer; of a set of over 2,000 those of a fixed random sample, among themselves. */
export interface NearestOfSet {
  /** Occurrences that were looked at, ascending. */
  readonly rows: Int32Array;
  /** `ofLayer[layer][i]`: the occurrence nearest to `rows[i]`; -1 where there is none, or no vector. */
  readonly ofLayer: readonly Int32Array[];
}

/** One layer's rows `[rowStart, rowEnd)`, row-major `[rowEnd - rowStart, dim]`. */
export interface LayerSlice {
  readonly rowStart: number;
  readonly rowEnd: number;
  readonly values: Float32Array;
}

/** The context-free vector of each word form, in the space of one layer. */
export interface GhostVectors {
  readonly forms: readonly string[];
  /** `[forms.length, dim]` */
  readonly values: Float32Array;
  /** `fitted`: layer 0 carried to this layer by a linear map (see Background); `alone`: the form as a sentence of its own, for models without such a map. */
  readonly origin: 'fitted' | 'alone';
  /** Held-out R² of the map; 1 at layer 0, null for `alone` and for mixes of layers. */
  readonly r2: number | null;
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

/** How often a word form must occur in a sample to have a mean there. */
export const FORM_LEAST_USES = 3;

/** A word form by the mean of its vectors over a sample of text. */
export interface NearForm {
  /** Letters small. */
  readonly form: string;
  /** How many occurrences its mean is made of. */
  readonly nUses: number;
  /** Cosine distance. */
  readonly distance: number;
}

/** The word forms of a sample nearest to the mean of some occurrences, nearest first; the occurrences' own forms are left out. */
export interface NearestForms {
  /** Forms that were searched. */
  readonly nForms: number;
  /** Sentences of the sample, each counted once. */
  readonly nSentences: number;
  readonly nearest: readonly NearForm[];
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

/** A word near b − a + c. */
export interface AnalogyWord {
  readonly word: string;
  /** With b − a + c, −1…1. */
  readonly cosine: number;
  /** Whether it is a, b or c itself. */
  readonly isQuery: boolean;
}

/** A sentence tokenized into the model's pieces (what the inspector shows). */
export interface SentencePieces {
  readonly pieces: readonly Piece[];
}

export interface EmbedProgress {
  readonly stage: 'load-model' | 'embed';
  readonly nDone: number;
  readonly nTotal: number;
}
