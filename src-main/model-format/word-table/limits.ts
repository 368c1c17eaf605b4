/** Largest file of word vectors, packed and unpacked, in bytes (8 GiB). */
export const MAX_WORD_VECTOR_BYTES = 8 * 2 ** 30;
/** Longest word, in bytes of UTF-8. */
export const MAX_WORD_BYTES = 8_192;
/** Widest vector. */
export const MAX_DIM = 16_384;
/** Most words of one table; the look-up table then takes 128 MB. */
export const MAX_WORDS = 16_000_000;
/** All words of a table together, in bytes: what is held in memory. */
export const MAX_WORDS_BYTES = 2 ** 30;
/** Longest sub-word of a fastText model, in characters; usual is 6. */
export const MAX_SUBWORD_CHARACTERS = 32;
/** Longest line of a text file: the word and generously written numbers. */
export const MAX_LINE_BYTES = MAX_WORD_BYTES + MAX_DIM * 32;
/** What is read to recognise a file. */
export const PROBE_BYTES = 2 ** 20;
/** Vectors up to this size are held in memory, larger ones are read from the file by position. */
export const MAX_HELD_BYTES = 256 * 2 ** 20;
