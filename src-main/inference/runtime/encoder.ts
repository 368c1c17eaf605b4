import type { DeviceInUse } from '@contract/embedding';
import type { ModelCard } from '@contract/model-card';
import type { CharSpan } from '@contract/occurrence';
import type { TokenizedSentence } from '../../tokenizers/tokenizer';
import type { SentenceSteps } from '../pooling/sentence-steps';

/** The half of a model that needs no graph: it tokenizes sentences. */
export interface ModelTokenizer {
  readonly card: ModelCard;
  /** Pieces that one run can take, special tokens not counted; Infinity where there is no limit. */
  readonly maxPieces: number;
  /** Rows that the model adds around the pieces of a sentence. */
  readonly nSpecialTokens: { readonly before: number; readonly after: number };
  /** All at once: what tokenizes them may work on several threads, beside this one. */
  tokenize(texts: readonly string[]): Promise<readonly TokenizedSentence[]>;
  /**
   * Of a table of word vectors: the form that was asked for, looked up as it is, whatever its neighbours are written to it with (unspaced scripts, hyphens, apostrophes);
   * null where the table has no such word. Absent where a word's vector depends on its sentence.
   */
  form?(text: string): TokenizedSentence | null;
  /**
   * Of a model that reads words in their sentence: the sentence tokenized once more, so that a target that begins or ends inside a word of the tokenizer's own stands as
   * words of its own (unspaced scripts, hyphens); null where it does already.
   */
  retokenize?(text: string, sentence: TokenizedSentence, target: CharSpan): TokenizedSentence | null;
  /** Whether the model knows the piece with this id at all (static models have unknown words). */
  knows(id: number): boolean;
}

/**
 * The rows of a sentence that make one vector: `[from, to)`. Row 0 is the first piece; the special tokens before it have negative
 * rows, those after it follow the last piece.
 */
export interface PooledSpan {
  readonly from: number;
  readonly to: number;
  /** One weight a row; null for the mean. */
  readonly weights: Float32Array | null;
}

/** A sentence of a batch and what is wanted of it. */
export interface SentenceToEncode {
  readonly sentence: TokenizedSentence;
  readonly spans: readonly PooledSpan[];
}

/** A loaded model. Batching, windows and pooling rules are the same for all of them and lie outside. */
export interface Encoder {
  readonly tokenizer: ModelTokenizer;
  readonly device: DeviceInUse;
  /** Batches that it takes at once, as it finds out; absent: one after the other. */
  readonly nInFlight?: number;
  /** Absent where a model does nothing more with a pooled sentence. */
  readonly sentenceSteps?: SentenceSteps;
  /**
   * The vectors of all spans at the wanted layers, in the order of the batch and its spans: row-major `[nSpans, layers.length, dim]`.
   * Only they leave the device: the rows are gathered and weighted inside the graph.
   * @throws Failure `device` or `model` when the run itself fails.
   */
  encode(batch: readonly SentenceToEncode[], layers: readonly number[]): Promise<Float32Array>;
  /** Frees the native memory. */
  release(): Promise<void>;
}
