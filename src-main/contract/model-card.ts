import type { Pooling } from './embedding';

export type ModelKind = 'elmo' | 'bert' | 'static';

/** The content of `models/<id>/model.json`. */
export interface ModelCard {
  readonly id: string;
  /** As people call it: "MiniLM L6". */
  readonly name: string;
  readonly kind: ModelKind;
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
  readonly tokenizer: 'wordpiece' | 'characters' | 'word-form';
  /** SHA-256 of every file beside the card, by file name. */
  readonly files: Readonly<Record<string, { readonly sha256: string; readonly nBytes: number }>>;
  /** Longest input in sub-words, marks included; absent where there is no limit. */
  readonly maxTokens?: number;
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
  /** Held-out R² per layer of the linear map layer 0 → layer l that places the ghost (ridge regression); 1 at layer 0. */
  readonly ghostR2: readonly number[];
}
