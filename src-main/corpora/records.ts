import { Failure } from '@contract/failure';
import { MAX_COLUMNS, MAX_TEXT_CHARS } from './limits';
import { countNewlines, filledLines } from './lines';
import { checkWidth, lineFailure } from './source-table';

export type Delimiter = ',' | ';' | '\t';

/** Cells of one line that is not empty, as written, quotes resolved; `line` is where the row starts. */
export interface DelimitedRecord {
  readonly line: number;
  readonly cells: readonly string[];
}

/**
 * Cuts text into records by RFC 4180: a cell that starts with a quote runs to the quote that closes it, newlines and delimiters
 * included, and `""` in it is a quote. Takes time linear in the text whatever it holds, which the usual parsers do not, and stops
 * at the first thing that is wrong.
 * @param text newlines unified to LF
 * @param hasQuoting false: quotes are text, as where {@link quotesAreText}
 * @throws Failure `bad-input` for a quote that is never closed and for text after a closing quote
 */
export function* delimitedRecords(text: string, delimiter: Delimiter, subject: string, hasQuoting = true): Generator<DelimitedRecord> {
  let line = 1;
  let at = 0;
  while (at < text.length) {
    if (text[at] === '\n') {
      line++;
      at++;
      continue;
    }
    const startLine = line;
    const cells: string[] = [];
    for (let isOpen = true; isOpen;) {
      const isQuoted = hasQuoting && text[at] === '"';
      const end = isQuoted ? closingQuote(text, at, subject, line) : plainEnd(text, at, delimiter);
      if (isQuoted) {
        const opened = line;
        line += countNewlines(text, at, end);
        checkQuoted(end - at - 1, subject, opened);
        cells.push(text.slice(at + 1, end).replaceAll('""', '"'));
        at = skipSpaces(text, end + 1);
        if (at < text.length && text[at] !== delimiter && text[at] !== '\n') throw afterQuote(subject, opened, line);
      } else {
        cells.push(text.slice(at, end));
        at = end;
      }
      checkWidth(cells.length, subject, startLine);
      isOpen = text[at] === delimiter;
      at++;
    }
    line++;
    yield { line: startLine, cells };
  }
}

function plainEnd(text: string, start: number, delimiter: Delimiter): number {
  let end = start;
  while (end < text.length && text[end] !== delimiter && text[end] !== '\n') end++;
  return end;
}

function closingQuote(text: string, opening: number, subject: string, line: number): number {
  let at = text.indexOf('"', opening + 1);
  while (at >= 0 && text[at + 1] === '"') at = text.indexOf('"', at + 2);
  if (at < 0) throw lineFailure(subject, line, 'opens a quote that is never closed', 'Close it, or write a quote inside a cell as two quotes.');
  return at;
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

function afterQuote(subject: string, opened: number, line: number): Error {
  const where = opened === line ? '' : ` (the cell begins in line ${opened})`;
  return lineFailure(subject, line, `has text after a closing quote${where}`, 'Write a quote inside a cell as two quotes, and put quotes round the whole cell.');
}

const QUOTED_CELL = /^"(?:[^"]|"")*" *$/;

/**
 * Whether the quotes of a tab-separated text are its own: many tools write such tables without any quoting, and direct speech begins with a quote. So it is
 * where every line has as many cells as the first one and some cell begins with a quote that does not close at its end; read as RFC 4180, lines would be merged.
 * @param text newlines unified to LF
 */
export function quotesAreText(text: string): boolean {
  let nTabs = -1;
  let isAnyOpen = false;
  for (const { content } of filledLines(text)) {
    let n = 0;
    for (let from = 0; from <= content.length && n <= MAX_COLUMNS;) {
      const tab = content.indexOf('\t', from);
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
