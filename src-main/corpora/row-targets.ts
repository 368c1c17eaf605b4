import { Failure } from '@contract/failure';
import type { CharSpan } from '@contract/occurrence';
import { foldText, foldWord } from '../tokenizers/fold';
import { findFolded, findWord } from '../tokenizers/find-word';
import { quote, type SourceRow } from './source-table';
import { readSpan, spanFits } from './span';

/** A target in a row's text, and the word it was found for. */
export interface WordTarget extends CharSpan {
  readonly word: string;
  /** What is known of this one word, beside the labels of its row. */
  readonly labels?: Readonly<Record<string, string>>;
}

/** What a row gave: targets (one or more), or the reason why it has none, such as "“bank” is not in the text". */
export type RowTargets = { readonly text: string; readonly targets: readonly WordTarget[] } | { readonly reason: string };

/** Which cells of a row say where its target is (column indices; null: no such column). */
export interface TargetColumns {
  readonly text: number;
  readonly word: number | null;
  readonly span: readonly [number, number] | null;
}

/** Whether the bars of a row stand round this word. */
export function isMarked({ marks, cells, written }: SourceRow, foldedWord: string): boolean {
  return written !== undefined && marks.some(({ charStart, charEnd }) => foldWord((cells[0] ?? '').slice(charStart, charEnd)) === foldedWord);
}

/** Every occurrence of one word in every row: the reader of a row, with the word folded once. Bars round something else (|x| in mathematics) are text. */
export function wordTargets(word: string, textColumn: number): (row: SourceRow) => RowTargets {
  const folded = foldWord(word);
  return (row) => {
    const text = row.written === undefined || isMarked(row, folded) ? row.cells[textColumn] ?? null : row.written;
    if (text === null) return { reason: 'the text is empty' };
    const spans = findFolded(foldText(text), folded);
    return spans.length === 0 ? { reason: `${quote(word)} is not in the text` } : { text, targets: spans.map((span) => ({ ...span, word })) };
  };
}

/** Whether the spans of a table count characters as Python does, and not as JavaScript: only so does each of them cover a word. */
export function countsCodePoints(rows: readonly SourceRow[], { text, word, span }: TargetColumns): boolean {
  if (span === null) return false;
  const fits = (areCodePoints: boolean): boolean => rows.every(({ cells }) => {
    const [sentence, from, to] = [cells[text] ?? null, cells[span[0]] ?? null, cells[span[1]] ?? null];
    return sentence === null || (from === null && to === null) || spanFits([from, to], sentence, word === null ? null : (cells[word]?.trim() ?? null), areCodePoints);
  });
  return rows.some(({ cells }) => /[\u{10000}-\u{10ffff}]/u.test(cells[text] ?? '')) && !fits(false) && fits(true);
}

/** Rows whose spans cannot be right: left out where most are. */
export class WrongRows {
  private readonly failures: Failure[] = [];

  read(row: SourceRow, read: (row: SourceRow) => RowTargets): RowTargets {
    try {
      return read(row);
    } catch (error) {
      if (!(error instanceof Failure) || error.code !== 'bad-input') throw error;
      this.failures.push(error);
      return { reason: error.message };
    }
  }

  /** @throws Failure that the first of them gave, where they are half of the rows or more */
  check(nRows: number): void {
    const [first] = this.failures;
    if (first !== undefined && this.failures.length * 2 >= nRows) throw first;
  }
}

/**
 * The targets a row itself names: its bars, else its span, else every occurrence of its word.
 * @throws Failure `bad-input` for a span that cannot be right ({@link readSpan})
 */
export function rowTargets(row: SourceRow, columns: TargetColumns, subject: string, areCodePoints = false): RowTargets {
  const text = row.cells[columns.text] ?? null;
  const word = columns.word === null ? null : (row.cells[columns.word]?.trim() ?? null);
  if (text === null) return { reason: 'the text is empty' };
  if (row.marks.length > 0) return { text, targets: row.marks.map((mark) => ({ ...mark, word: text.slice(mark.charStart, mark.charEnd) })) };
  const cells = columns.span === null ? null : ([row.cells[columns.span[0]] ?? null, row.cells[columns.span[1]] ?? null] as const);
  if (cells !== null && (cells[0] !== null || cells[1] !== null)) {
    const span = readSpan(cells, text, word, subject, row.line, areCodePoints);
    return { text, targets: [{ ...span, word: word ?? text.slice(span.charStart, span.charEnd) }] };
  }
  if (word === null) return { reason: 'the row names no target' };
  const spans = findWord(text, word);
  return spans.length === 0 ? { reason: `${quote(word)} is not in the text` } : { text, targets: spans.map((span) => ({ ...span, word })) };
}
