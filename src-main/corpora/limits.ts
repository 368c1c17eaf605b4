import { LIMITS } from '@contract/limits';
import type { JsonLimits } from '../platform/json-shape';

/** Largest file that is opened, in bytes (64 MB). */
export const MAX_SOURCE_BYTES = 64 * 1024 * 1024;
/** Most data rows of one source. */
export const MAX_ROWS = 200_000;
/** Longest sentence, and longest cell, in UTF-16 code units. */
export const MAX_TEXT_CHARS = LIMITS.sentenceLength;
/** Most columns of a table; more is a file that is not a table of sentences. */
export const MAX_COLUMNS = LIMITS.nColumns;
/** Longest line: one row of JSON whose every name and cell is as long as may be, each character written as `\u0000`, with quotes, colons and commas. */
export const MAX_LINE_CHARS = 2 * MAX_COLUMNS * (6 * MAX_TEXT_CHARS + 4);
/** What one row of JSON may hold: a list or an object becomes a cell of text, so it has no more values than a cell has characters. */
export const ROW_JSON_LIMITS: JsonLimits = { depth: 1_000, values: MAX_COLUMNS * (MAX_TEXT_CHARS + 1) };
/** Most occurrences of one set. */
export const MAX_OCCURRENCES = LIMITS.nOccurrences;
/** How many left-out rows are listed; all of them are counted. */
export const MAX_LEFT_OUT_LISTED = 1_000;
