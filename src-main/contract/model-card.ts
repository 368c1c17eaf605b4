import type { Pooling } from './embedding';

/** `ulmfit`: LSTMs of fastai over words, context from one side each; `bert`: transformer encoders, context from both sides; `gpt`: causal transformers, context from the left only. */
export type ModelKind = 'elmo' | 'ulmfit' | 'bert' | 'gpt' | 'static';

export type TokenizerKind = 'wordpiece' | 'byte-level-bpe' | 'unigram' | 'characters' | 'word-form' | 'fastai-words';

/** One layer `activation(W x + b)`, plus x (`same`) or a matrix times x (`projected`) where it has a residual; its numbers lie in the file {@link SENTENCE_WEIGHTS}. */
export interface DenseStep {
  readonly type: 'dense';
  readonly nIn: number;
  readonly nOut: number;
  readonly hasBias: boolean;
  readonly residual: 'none' | 'same' | 'projected';
  readonly activation: 'identity' | 'tanh' | 'relu' | 'gelu' | 'sigmoid';
}

export type SentenceStep = { readonly type: 'normalize' } | DenseStep;

/** Float32, little-endian: of every dense step in turn its matrix `[nOut, nIn]`, its bias and the matrix of its residual, as far as it has them. */
export const SENTENCE_WEIGHTS = 'sentence-dense.f32';

/** How a sentence-transformers folder makes one vector of a sentence. */
export interface SentencePooling {
  readonly mode: 'mean' | 'cls' | 'max' | 'mean-sqrt-length' | 'weighted-mean' | 'last';
  /** Sub-words of a sentence that are read, special tokens included; what follows them is not (`max_seq_length`). */
  readonly maxTokens: number;
  /** What follows the pooling, in order, at the last layer alone. */
  readonly steps: readonly SentenceStep[];
  /** Texts that can be put before every sentence, by name (`prompts` of config_sentence_transformers.json); empty ones are left out. */
  readonly prompts?: Readonly<Record<string, string>>;
  /** The one that is put there where nobody says otherwise. */
  readonly defaultPrompt?: string;
  /** Where it is false, the pieces of the prompt are read and left out of the pooling. */
  readonly isPromptPooled?: boolean;
}

/** Layers and width of a model's vectors. */
export interface VectorShape {
  readonly nLayers: number;
  readonly dim: number;
}

/** Dense steps were trained for the last layer alone and may give another width, so that a sentence has one vector then. */
export function shapeOf({ nLayers, dim, sentence }: Pick<ModelCard, 'nLayers' | 'dim' | 'sentence'>, pooling: Pooling): VectorShape {
  const dense = pooling === 'sentence' ? sentence?.steps.findLast((step) => step.type === 'dense') : undefined;
  return dense === undefined ? { nLayers, dim } : { nLayers: 1, dim: dense.nOut };
}

/** What a model of LSTMs is, whose layers may be of several widths. */
export interface RecurrentFacts {
  /** From the first word on, from the last one back, or two models whose vectors stand one behind another. */
  readonly reads: 'forward' | 'backward' | 'both';
  /**
   * Of every layer, 0 the embedding, in each direction. A vector has as many numbers as the widest layer, those behind a layer's own being zeros:
   * cosine and Euclidean distance are the same with them.
   */
  readonly widths: readonly number[];
}

export type ReadingSide = 'left' | 'right';

/** From which side alone a model has its context; null: from both, or it has none. */
export function oneSide({ kind, recurrent }: Pick<ModelCard, 'kind' | 'recurrent'>): ReadingSide | null {
  if (kind === 'gpt' || recurrent?.reads === 'forward') return 'left';
  return recurrent?.reads === 'backward' ? 'right' : null;
}

/** The content of `models/<id>/model.json`, which also has {@link canonicalCard}'s SHA-256 as its field `sha256`. */
export interface ModelCard {
  readonly id: string;
  /** As people call it: "MiniLM L6". */
  readonly name: string;
  readonly kind: ModelKind;
  /** `model_type` of config.json (bert, modernbert, deberta-v2, llama, qwen3…; those in conversion/transformers/parse-config.ts), or elmo, awd-lstm, glove, word2vec, fasttext. */
  readonly architecture: string;
  /** Hidden states that can be looked at, layer 0 included (BERT with N blocks: N + 1; static: 1). */
  readonly nLayers: number;
  readonly dim: number;
  /** Counted from the weights. */
  readonly nParameters: number;
  readonly licence: string;
  /** Where the weights came from, in one or two sentences. */
  readonly source: string;
  /** The command of this repository that made the folder. */
  readonly madeBy: string;
  readonly tokenizer: TokenizerKind;
  /** SHA-256 of every file beside the card, by file name. */
  readonly files: Readonly<Record<string, { readonly sha256: string; readonly nBytes: number }>>;
  /** Longest input in sub-words, special tokens included; absent where there is no limit. */
  readonly maxTokens?: number;
  /** Of ULMFiT alone. */
  readonly recurrent?: RecurrentFacts;
  /** Absent where the model brings no sentence-transformers files. */
  readonly sentence?: SentencePooling;
  /** Measured on the background sample; see {@link Background}. */
  readonly background: Background;
}

/**
 * What a model does to words in general, measured over the fixed background sample (`assets/background.txt`).
 * `meanCosine[pooling][layer]` is the mean cosine of random pairs of word occurrences from different sentences
 * (the anisotropy baseline of Ethayarajh 2019); the baseline distance is one minus it.
 */
export interface Background {
  readonly sampleSha256: string;
  readonly nOccurrences: number;
  readonly nPairs: number;
  readonly seed: number;
  readonly meanCosine: Readonly<Record<Pooling, readonly number[]>>;
  /** `quantiles[pooling][layer]`: of the cosine distances of the same pairs, at {@link QUANTILE_LEVELS}. Absent from cards that were written before they were kept. */
  readonly quantiles?: Readonly<Record<Pooling, readonly (readonly number[])[]>>;
  /** Held-out R² per layer of the linear map layer 0 → layer l that places the ghost (ridge regression); 1 at layer 0. Null where no map was fitted. */
  readonly ghostR2: readonly number[] | null;
}

/** Close together where close pairs are: that is where a distance is asked about. */
export const QUANTILE_LEVELS = [0, 0.01, 0.02, 0.03, 0.04, 0.05, 0.075, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1] as const;

/** A model as the library lists it. */
export interface InstalledModel extends ModelCard {
  /** Sum over its files. */
  readonly nBytes: number;
  /** Bundled models cannot be removed. */
  readonly isBundled: boolean;
}

/**
 * What the SHA-256 of a card is taken of: all of it but that digest, with the fields of every object in alphabetical order, so that neither their order
 * nor the white space of the file counts.
 */
export function canonicalCard(card: object): string {
  return JSON.stringify({ ...card, sha256: undefined }, (_, value: unknown) => (isPlainObject(value) ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) : value));
}

const isPlainObject = (value: unknown): value is object => typeof value === 'object' && value !== null && !Array.isArray(value);
