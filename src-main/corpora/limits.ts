import { LIMITS } from '@contract/requests';

/** Largest file that is opened, in bytes (64 MB). */
export const MAX_FILE_BYTES = 64 * 1024 * 1024;
/** Most data rows of one source. */
export const MAX_ROWS = 200_000;
/** Longest sentence, and longest cell, in UTF-16 code units. */
export const MAX_TEXT_CHARS = LIMITS.sentenceLength;
/** Most columns of a table; more is a file that is not a table of sentences. */
export const MAX_COLUMNS = LIMITS.nColumns;
/** Most occurrences of one set. */
export const MAX_OCCURRENCES = LIMITS.nOccurrences;
/** How many left-out rows are listed; all of them are counted. */
export const MAX_LEFT_OUT_LISTED = 1_000;
