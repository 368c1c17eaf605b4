import type { ModelCard } from '@contract/model-card';

/** Files of a folder with static vectors. Numbers are little-endian, rows in the order of the words. */
export const WORD_TABLE_FILES = {
  /** One word a line, UTF-8, most frequent first. */
  words: 'words.txt',
  /** `vectors.f32` or `vectors.f16`: `[nWords, dim]`. */
  vectors: 'vectors',
  /** `subwords.f32` or `subwords.f16`: `[bucket, dim]`; only of fastText models with sub-words. */
  subwords: 'subwords',
  /** {@link SubwordSettings}; beside the sub-words. */
  subwordSettings: 'fasttext.json',
} as const;

/** How numbers are stored; also the ending of the file. */
export type NumberFormat = 'f32' | 'f16';

export type WordVectorFormat = 'glove-text' | 'word2vec-text' | 'word2vec-binary' | 'fasttext-text' | 'fasttext-binary';
export type WordVectorArchitecture = 'glove' | 'word2vec' | 'fasttext';

/** What a file of word vectors says of itself. */
export interface WordVectorPreview {
  readonly format: WordVectorFormat;
  readonly architecture: WordVectorArchitecture;
  readonly packing: 'none' | 'gzip' | 'zip';
  readonly dim: number;
  /** Null where the file has no header (GloVe). */
  readonly nWords: number | null;
  /** On disk. */
  readonly nBytes: number;
  /** Vectors of sub-words that unknown words are made of; 0 where there are none. */
  readonly nSubwords: number;
}

/** The part of a card that the conversion finds out, and what it left out. */
export interface WordVectorFacts extends Pick<ModelCard, 'dim' | 'nParameters'> {
  readonly kind: 'static';
  readonly architecture: WordVectorArchitecture;
  readonly nLayers: 1;
  readonly tokenizer: 'word-form';
  readonly nWords: number;
  /** Words that stood in the file again; the first one is kept. */
  readonly nDuplicates: number;
  /** Lines with numbers and no word. */
  readonly nWithoutWord: number;
  /** Other lines of a text that were left out, and the number of the first. */
  readonly nWrongLines: number;
  readonly firstWrongLine: number;
  /** The last two in a sentence, for the card; absent where nothing was left out. */
  readonly note?: string;
}
