import { Failure } from '@contract/failure';
import type { CharSpan } from '@contract/occurrence';
import type { SourcePreview, TokenLabel } from '@contract/source-text';
import { MAX_COLUMNS, MAX_ROWS, MAX_TEXT_CHARS } from './limits';

export type SourceFormat = SourcePreview['format'];

/** What is annotated of a token; null where the treebank says nothing. Tokens that are annotated alike share one. */
export type TokenAnnotation = Readonly<Record<TokenLabel, string | null>>;

/** A word of an annotated sentence, and where it stands in the text. */
export interface SourceToken extends CharSpan {
  readonly annotation: TokenAnnotation;
}

/** One data row. `cells` runs along the table's columns; null: the row has no such cell, or it is empty. */
export interface SourceRow {
  /** Physical line of the file on which the row starts, from 1. */
  readonly line: number;
  readonly cells: readonly (string | null)[];
  /** Spans that were marked with |bars| (`.txt` only); they hold for the text without the bars. */
  readonly marks: readonly CharSpan[];
  /** The text with its bars, where it has marks: they may be text after all. */
  readonly written?: string;
  /** The words of the sentence in a treebank (`.conllu` only); `cells` is the text alone. */
  readonly tokens?: readonly SourceToken[];
}

/** A line that no row could be made of, and why, such as "the line is not valid JSON". */
export interface OddLine {
  readonly line: number;
  readonly reason: string;
}

/** A source that was read whole; nothing is known yet about which column holds what. */
export interface SourceTable {
  /** File name without its folder, or "pasted text". */
  readonly name: string;
  /** The source inside a message: “bank.csv” in quotes, or "the pasted text". */
  readonly subject: string;
  readonly format: SourceFormat;
  readonly encoding: string;
  readonly columns: readonly string[];
  readonly rows: readonly SourceRow[];
  /** What stands between them; fewer than the rows. */
  readonly oddLines?: readonly OddLine[];
}

/** What a reader of one format gets: decoded text, newlines unified to LF, no line longer than a row may be. */
export interface SourceText {
  readonly name: string;
  readonly subject: string;
  readonly encoding: string;
  readonly text: string;
}

/** `problem` continues "Line 3 of “bank.csv” …"; `remedy` is a whole sentence. */
export function lineFailure(subject: string, line: number, problem: string, remedy: string, detail?: string): Failure {
  return new Failure('bad-input', `Line ${line} of ${subject} ${problem}. ${remedy}`, detail);
}

/** `problem` continues "“bank.csv” …" or "The pasted text …". */
export function sourceFailure(subject: string, problem: string, remedy: string): Failure {
  return new Failure('bad-input', `${subject.charAt(0).toUpperCase()}${subject.slice(1)} ${problem}. ${remedy}`);
}

/** Quotes what a file said for a message: one line, at most 40 characters. */
export function quote(said: string): string {
  const line = said.replace(/\s+/gu, ' ');
  const characters = Array.from(line.slice(0, 100));
  return characters.length > 40 || line.length > 100 ? `“${characters.slice(0, 39).join('')}…”` : `“${line}”`;
}

/** “text”, “sense” and 3 more */
export function listColumns(columns: readonly string[]): string {
  const named = columns.slice(0, 12).map(quote).join(', ');
  return columns.length > 12 ? `${named} and ${columns.length - 12} more` : named;
}

/** @throws Failure `too-large` when a cell is longer than a sentence may be, `bad-input` when it is not well-formed Unicode. */
export function checkCell(cell: string, subject: string, line: number): void {
  if (cell.length > MAX_TEXT_CHARS) {
    throw new Failure('too-large', `Line ${line} of ${subject} has a text of ${cell.length.toLocaleString('en-GB')} characters; the limit is ${MAX_TEXT_CHARS.toLocaleString('en-GB')}. Put one sentence on each line.`);
  }
  if (/[\0\p{Surrogate}]/u.test(cell)) {
    throw lineFailure(subject, line, 'has a character that no text may contain (NUL, or half of a surrogate pair)', 'Remove it and open it again.');
  }
}

/** @throws Failure `too-large` above the row limit. */
export function checkRowCount(nRows: number, subject: string): void {
  if (nRows > MAX_ROWS) {
    throw new Failure('too-large', `There are more than ${MAX_ROWS.toLocaleString('en-GB')} rows in ${subject}, which is the limit. Split it into smaller files.`);
  }
}

/** @throws Failure `too-large` for more columns than a table of sentences has. */
export function checkWidth(nCells: number, subject: string, line: number): void {
  if (nCells > MAX_COLUMNS) throw new Failure('too-large', `Line ${line} of ${subject} has more than ${MAX_COLUMNS} columns, which is the limit. Keep the columns you need.`);
}

/** @throws Failure when a column name is there twice or when there are too many columns. */
export function checkColumns(columns: readonly string[], subject: string, line: number): void {
  checkWidth(columns.length, subject, line);
  const seen = new Set<string>();
  for (const column of columns) {
    if (seen.has(column)) throw lineFailure(subject, line, `names the column ${quote(column)} twice`, 'Rename one of them.');
    seen.add(column);
  }
}

/** @throws Failure when a table holds no row. */
export function checkNotEmpty(table: SourceTable): SourceTable {
  if (table.rows.length === 0) {
    throw sourceFailure(table.subject, table.columns.length > 0 && table.format !== 'txt' && table.format !== 'conllu' ? 'has a header but no data rows' : 'has no sentences', 'Add at least one row.');
  }
  return table;
}

/**
 * An odd line or two cost a file nothing but themselves; where no more lines are rows than are odd, the file is of another form.
 * @throws Failure that names the first odd line
 */
export function checkOddLines(oddLines: readonly OddLine[], nRows: number, subject: string, remedy: string): void {
  const [first] = oddLines;
  if (first !== undefined && oddLines.length >= nRows) throw lineFailure(subject, first.line, first.reason.replace(/^the line /u, ''), remedy);
}

/**
 * Index of a column that must be there.
 * @throws Failure `bad-request` that lists the columns there are.
 */
export function columnIndex(table: SourceTable, column: string): number {
  const index = table.columns.indexOf(column);
  if (index < 0) throw new Failure('bad-request', `There is no column ${quote(column)} in ${table.subject}. It has ${listColumns(table.columns)}: choose one of these.`);
  return index;
}
