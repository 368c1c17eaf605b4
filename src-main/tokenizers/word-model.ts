/** Ids of a vocabulary are below this: the largest published ones have a few hundred thousand pieces. */
export const ID_LIMIT = 1 << 24;

/** The pieces of one word. `starts[i]` and `ends[i]` are UTF-16 offsets into the word; pieces of one character's bytes share it. */
export interface WordPieces {
  readonly ids: readonly number[];
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

/** The learnt part of a tokenizer: cuts a word of the split text into pieces of its vocabulary. */
export interface WordModel {
  /** Ids are below this. */
  readonly nIds: number;
  encode(word: string): WordPieces;
  /** The vocabulary's text for an id; empty for an id that it lacks. */
  pieceOf(id: number): string;
  idOf(piece: string): number | undefined;
}
