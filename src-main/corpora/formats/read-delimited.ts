import { filledLines } from './lines';
import { withoutText } from './read-txt';
import { delimitedRecords, quotesAreText, type Delimiter, type Quoting } from './records';
import { checkCell, checkColumns, checkNotEmpty, checkOddLines, checkRowCount, listColumns, sourceFailure, type OddLine, type SourceRow, type SourceTable, type SourceText } from '../source-table';

/** Excel's word on what separates cells, in a line before the header. */
const SEPARATOR_LINE = /^"?sep=([,;|\t])"?\n/i;

/**
 * CSV or TSV with a header row. Rows whose cells are all empty are skipped; missing cells at the end of a row are empty ones, as in pandas. Rows with more cells than the
 * header and lines with unmatched quotes are left out. A column without a name (as pandas writes for its index) becomes `column N`.
 * @param format what the ending says; the header shows what separates it
 * @throws Failure that names the line
 */
export function readDelimited(source: SourceText, format: 'csv' | 'tsv'): SourceTable {
  const { subject } = source;
  const named = format === 'csv' ? SEPARATOR_LINE.exec(source.text) : null;
  // Emptied, not taken out, so that line numbers stay what they are.
  const text = named === null ? source.text : source.text.slice(named[0].length - 1);
  const delimiter = named === null ? delimiterOf(text) : named[1] as Delimiter;
  const isOwn = (delimiter === '\t' || delimiter === null) && quotesAreText(text, delimiter);
  const plain = readRows(text, delimiter, subject, { hasQuotes: !isOwn, hasBackslashes: false });
  const isEscaped = plain.oddLines.some(({ reason }) => reason.includes('quote')) && text.includes('\\"');
  const escaped = isEscaped ? readRows(text, delimiter, subject, { hasQuotes: true, hasBackslashes: true }) : plain;
  const { columns, rows, oddLines } = escaped.oddLines.length < plain.oddLines.length ? escaped : plain;
  if (columns === null && oddLines.length === 0) throw sourceFailure(subject, 'is empty', 'It needs a header row and at least one row of data.');
  checkOddLines(oddLines, rows.length, subject, remedyFor(delimiter));
  return checkNotEmpty({ ...withoutText(source), format, columns: columns ?? [], rows, oddLines });
}

interface Rows extends Pick<SourceTable, 'rows'> {
  readonly columns: readonly string[] | null;
  readonly oddLines: readonly OddLine[];
}

function readRows(text: string, delimiter: Delimiter | null, subject: string, quoting: Quoting): Rows {
  let columns: readonly string[] | null = null;
  const rows: SourceRow[] = [];
  const oddLines: OddLine[] = [];
  for (const { line, cells, problem } of delimitedRecords(text, delimiter, subject, quoting)) {
    checkRowCount(rows.length + oddLines.length + 1, subject);
    if (problem !== undefined) {
      oddLines.push({ line, reason: `the line ${problem}` });
      // Without its header no row says what it holds.
      if (columns === null) return { columns, rows, oddLines };
      continue;
    }
    if (cells.every((cell) => cell.trim() === '')) continue;
    if (columns === null) {
      columns = namedColumns(cells, subject, line);
      continue;
    }
    const { length } = columns;
    if (cells.slice(length).some((cell) => cell.trim() !== '')) {
      oddLines.push({ line, reason: `the line has ${cells.length} cells where the header has ${length} (${listColumns(columns)})` });
      continue;
    }
    rows.push({ line, cells: Array.from({ length }, (_, i) => cleanCell(cells[i] ?? '', subject, line)), marks: [] });
  }
  return { columns, rows, oddLines };
}

/** The separator that stands most often in the header outside quotes; null where none does, which is a table of one column. */
export function delimiterOf(text: string): Delimiter | null {
  const first = filledLines(text).next();
  const header = first.done === true ? '' : first.value.content;
  const counts = { ',': 0, '\t': 0, ';': 0, '|': 0 };
  for (let at = 0; at < header.length; at++) {
    const unit = header[at];
    const closing = unit === '"' ? header.indexOf('"', at + 1) : -1;
    if (closing >= 0) at = closing;
    else if (unit === ',' || unit === '\t' || unit === ';' || unit === '|') counts[unit]++;
  }
  const most = (['\t', ';', '|'] as const).reduce<Delimiter>((best, candidate) => (counts[candidate] > counts[best] ? candidate : best), ',');
  return counts[most] === 0 ? null : most;
}

function namedColumns(cells: readonly string[], subject: string, line: number): readonly string[] {
  const columns = cells.map((name, index) => name.trim() || `column ${index + 1}`);
  checkColumns(columns, subject, line);
  for (const column of columns) checkCell(column, subject, line);
  return columns;
}

function cleanCell(cell: string, subject: string, line: number): string | null {
  checkCell(cell, subject, line);
  return cell.trim() === '' ? null : cell;
}

function remedyFor(delimiter: Delimiter | null): string {
  const named = delimiter === ',' ? 'a comma' : delimiter === ';' ? 'a semicolon' : delimiter === '|' ? 'a bar' : 'a tab';
  return delimiter === null ? 'Write a quote inside a quoted line as two quotes.' : `Put quotes round cells that hold ${named}, and write a quote inside a cell as two quotes.`;
}
