import type { Piece } from '@contract/embedding';

/** A sentence as a model reads it: `ids[i]` belongs to `pieces[i]`; special tokens such as [CLS] are not among them. */
export interface TokenizedSentence {
  readonly ids: readonly number[];
  readonly pieces: readonly Piece[];
}

/** Tokenizes sentences into the pieces of one vocabulary. */
export interface PieceTokenizer {
  /** Off this thread. @throws Failure `model` where the vocabulary cannot tokenize a text. */
  encode(texts: readonly string[]): Promise<readonly TokenizedSentence[]>;
  /** Ids that the model wants around every sentence: [CLS] … [SEP], <s> … </s>; none for GPT-2. */
  readonly specialTokens: { readonly before: readonly number[]; readonly after: readonly number[] };
  /** Fills a shorter sentence of a batch; what stands there never changes a vector. */
  readonly padId: number;
}
