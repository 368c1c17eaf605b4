import { filledLines } from './lines';
import { withoutText } from './read-txt';
import { delimitedRecords, quotesAreText, type Delimiter } from './records';
import { checkCell, checkColumns, checkNotEmpty, checkRowCount, lineFailure, listColumns, sourceFailure, type SourceRow, type SourceTable, type SourceText } from './source-table';

/** Excel's word on what separates cells, in a line before the header. */
const SEPARATOR_LINE = /^sep=([,;\t])\n/i;

/**
 * CSV or TSV with a header row. Rows whose cells are all empty are skipped; every other row must have as many cells as the
 * header. A column without a name (as pandas writes for its index) becomes `column N`.
 * @param format `csv` also takes semicolons or tabs where the header shows that they separate it
 * @throws Failure that names the line
 */
export function readDelimited(source: SourceText, format: 'csv' | 'tsv'): SourceTable {
  const { subject } = source;
  const named = format === 'csv' ? SEPARATOR_LINE.exec(source.text) : null;
  // Emptied, not taken out, so that line numbers stay what they are.
  const text = named === null ? source.text : source.text.slice(named[0].length - 1);
  const delimiter = format === 'tsv' ? '\t' : named === null ? delimiterOf(text) : named[1] as Delimiter;
  let columns: readonly string[] | undefined;
  const rows: SourceRow[] = [];
  for (const { line, cells } of delimitedRecords(text, delimiter, subject, delimiter !== '\t' || !quotesAreText(text))) {
    if (cells.every((cell) => cell.trim() === '')) continue;
    if (columns === undefined) {
      columns = namedColumns(cells, subject, line);
      continue;
    }
    checkRowCount(rows.length + 1, subject);
    if (cells.length !== columns.length) throw widthFailure(subject, line, cells.length, columns, delimiter);
    rows.push({ line, cells: cells.map((cell) => cleanCell(cell, subject, line)), marks: [] });
  }
  if (columns === undefined) throw sourceFailure(subject, 'is empty', 'It needs a header row and at least one row of data.');
  return checkNotEmpty({ ...withoutText(source), format, columns, rows });
}

/** The separator that stands most often in the header outside quotes; a comma where none does. */
export function delimiterOf(text: string): Delimiter {
  const first = filledLines(text).next();
  const header = first.done === true ? '' : first.value.content;
  const counts = { ',': 0, '\t': 0, ';': 0 };
  for (let at = 0; at < header.length; at++) {
    const unit = header[at];
    const closing = unit === '"' ? header.indexOf('"', at + 1) : -1;
    if (closing >= 0) at = closing;
    else if (unit === ',' || unit === '\t' || unit === ';') counts[unit]++;
  }
  return (['\t', ';'] as const).reduce<Delimiter>((best, candidate) => (counts[candidate] > counts[best] ? candidate : best), ',');
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

function widthFailure(subject: string, line: number, nCells: number, columns: readonly string[], delimiter: Delimiter): Error {
  const cells = `${nCells} ${nCells === 1 ? 'cell' : 'cells'}`;
  const named = delimiter === ',' ? 'a comma' : delimiter === ';' ? 'a semicolon' : 'a tab';
  return lineFailure(subject, line, `has ${cells} where the header has ${columns.length} (${listColumns(columns)})`, `Put quotes round cells that hold ${named}, and fill in missing cells.`);
}
