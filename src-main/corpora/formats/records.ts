import { Failure } from '@contract/failure';
import { MAX_COLUMNS, MAX_TEXT_CHARS } from '../limits';
import { countNewlines, filledLines } from './lines';
import { checkWidth } from '../source-table';

export type Delimiter = ',' | ';' | '\t' | '|';

/** Cells of one line that is not empty, as written, quotes resolved; `line` is where the row starts. */
export interface DelimitedRecord {
  readonly line: number;
  readonly cells: readonly string[];
  /** Why it is none, to follow "the line"; what goes on below its first line is read as lines of their own. */
  readonly problem?: string;
}

/** How cells are written. */
export interface Quoting {
  /** False: quotes are text, as where {@link quotesAreText}. */
  readonly hasQuotes: boolean;
  /** Whether a quote inside a quoted cell has a backslash before it, as MySQL and many scripts write, and not a second quote. */
  readonly hasBackslashes: boolean;
}
const USUAL: Quoting = { hasQuotes: true, hasBackslashes: false };

/**
 * Cuts text into records by RFC 4180: a cell that starts with a quote runs to the quote that closes it, newlines and delimiters
 * included, and `""` in it is a quote. Takes time linear in the text whatever it holds, which the usual parsers do not. A quote that is never closed, and text
 * after a closing one, are a `problem` of their line.
 * @param text newlines unified to LF
 * @param delimiter null: the lines have one cell
 * @throws Failure `too-large`
 */
export function* delimitedRecords(text: string, delimiter: Delimiter | null, subject: string, { hasQuotes, hasBackslashes }: Quoting = USUAL): Generator<DelimitedRecord> {
  // Once the last quote has closed nothing, no other one can: looking again for each line would take the square of the time.
  let nothingCloses = false;
  let line = 1;
  let at = 0;
  while (at < text.length) {
    if (text[at] === '\n') {
      line++;
      at++;
      continue;
    }
    const [start, startLine] = [at, line];
    const cells: string[] = [];
    let problem: string | null = null;
    for (let isOpen = true; isOpen;) {
      const isQuoted = hasQuotes && text[at] === '"';
      const closing = !isQuoted || nothingCloses ? -1 : closingQuote(text, at, hasBackslashes);
      if (isQuoted && closing < 0) {
        nothingCloses = true;
        problem = 'opens a quote that is never closed';
        break;
      }
      const end = isQuoted ? closing : plainEnd(text, at, delimiter);
      if (isQuoted) {
        const opened = line;
        line += countNewlines(text, at, end);
        checkQuoted(end - at - 1, subject, opened);
        const written = text.slice(at + 1, end);
        cells.push(hasBackslashes ? written.replace(/\\(["\\])|""/gu, (_, escaped: string | undefined) => escaped ?? '"') : written.replaceAll('""', '"'));
        at = skipSpaces(text, end + 1);
        if (at < text.length && text[at] !== delimiter && text[at] !== '\n') {
          problem = 'has text after a closing quote';
          break;
        }
      } else {
        cells.push(text.slice(at, end));
        at = end;
      }
      checkWidth(cells.length, subject, startLine);
      isOpen = text[at] === delimiter;
      at++;
    }
    if (problem !== null) {
      at = plainEnd(text, start, null) + 1;
      line = startLine + 1;
      yield { line: startLine, cells: [], problem };
      continue;
    }
    line++;
    yield { line: startLine, cells };
  }
}

function plainEnd(text: string, start: number, delimiter: Delimiter | null): number {
  let end = start;
  while (end < text.length && text[end] !== delimiter && text[end] !== '\n') end++;
  return end;
}

/** -1 where no quote closes it. */
function closingQuote(text: string, opening: number, hasBackslashes: boolean): number {
  let at = text.indexOf('"', opening + 1);
  for (;;) {
    if (at < 0) return -1;
    if (hasBackslashes && isEscaped(text, at, opening)) at = text.indexOf('"', at + 1);
    else if (text[at + 1] === '"') at = text.indexOf('"', at + 2);
    else return at;
  }
}

function isEscaped(text: string, at: number, opening: number): boolean {
  let n = 0;
  while (at - n - 1 > opening && text[at - n - 1] === '\\') n++;
  return n % 2 === 1;
}

/** Every character of a cell may be a quote, which takes two. Checked before the quotes are resolved. */
function checkQuoted(nChars: number, subject: string, line: number): void {
  if (nChars > 2 * MAX_TEXT_CHARS) {
    throw new Failure('too-large', `Line ${line} of ${subject} has a text of more than ${MAX_TEXT_CHARS.toLocaleString('en-GB')} characters, which is the limit. Put one sentence on each line.`);
  }
}

function skipSpaces(text: string, start: number): number {
  let at = start;
  while (text[at] === ' ') at++;
  return at;
}

const QUOTED_CELL = /^"(?:[^"]|"")*" *$/;

/**
 * Whether the quotes of a tab-separated text, or of one with a single column, are its own: many tools write such tables without any quoting, and direct speech begins with a quote. So it is
 * where every line has as many cells as the first one and some cell begins with a quote that does not close at its end; read as RFC 4180, lines would be merged.
 * @param text newlines unified to LF
 */
export function quotesAreText(text: string, delimiter: '\t' | null = '\t'): boolean {
  let nTabs = -1;
  let isAnyOpen = false;
  for (const { content } of filledLines(text)) {
    let n = 0;
    for (let from = 0; from <= content.length && n <= MAX_COLUMNS;) {
      const tab = delimiter === null ? -1 : content.indexOf(delimiter, from);
      const end = tab < 0 ? content.length : tab;
      if (content[from] === '"' && !QUOTED_CELL.test(content.slice(from, end))) isAnyOpen = true;
      if (tab >= 0) n++;
      from = end + 1;
    }
    if (nTabs < 0) nTabs = n;
    if (n !== nTabs) return false;
  }
  return isAnyOpen;
}
