import { jsonExcess } from '../../platform/json-shape';
import { guessColumns } from './columns';
import { ROW_JSON_LIMITS } from '../limits';
import { jsonRecords } from './json-records';
import { withoutText } from './read-txt';
import { checkCell, checkNotEmpty, checkOddLines, checkRowCount, checkWidth, lineFailure, quote, type OddLine, type SourceRow, type SourceTable, type SourceText } from '../source-table';

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/**
 * One JSON object a line, or a list of them; blank lines are skipped, and lines that are no object are left out. Columns are the keys in order of first appearance. Cells are text:
 * numbers and booleans as JSON writes them, lists and objects as their JSON, null and absent keys as no cell.
 * @throws Failure that names the line, also where most are none
 */
export function readJsonl(source: SourceText): SourceTable {
  const { subject } = source;
  const columns = new Map<string, Column>();
  const rows: { readonly line: number; readonly cells: (string | null)[] }[] = [];
  const oddLines: OddLine[] = [];
  for (const { line, content } of jsonRecords(source.text)) {
    checkRowCount(rows.length + oddLines.length + 1, subject);
    const found = parseObject(content, subject, line);
    if (typeof found === 'string') {
      oddLines.push({ line, reason: `the line ${found}` });
      continue;
    }
    // Cells at once: what JSON.parse makes of nested lists takes many times the memory of their text.
    const cells = new Array<string | null>(columns.size).fill(null);
    for (const [name, value] of Object.entries(found)) {
      const column = columns.get(name) ?? addColumn(columns, name, subject, line);
      if (typeof value !== 'string' && value !== null) column.firstOther ??= line;
      cells[column.index] = cellOf(value, subject, line);
    }
    rows.push({ line, cells });
  }
  checkOddLines(oddLines, rows.length, subject, 'Write one JSON object on each line, such as {"text": "He sat by the bank."}.');
  const names = [...columns.keys()];
  const textColumn = guessColumns(names).text;
  if (textColumn !== null) checkIsText(textColumn, columns.get(textColumn), subject);
  for (const { cells } of rows) while (cells.length < names.length) cells.push(null);
  return checkNotEmpty({ ...withoutText(source), format: 'jsonl', columns: names, rows: rows.map(({ line, cells }): SourceRow => ({ line, cells, marks: [] })), oddLines });
}

interface Column {
  readonly index: number;
  /** The first line that has anything but text there. */
  firstOther: number | null;
}

function addColumn(columns: Map<string, Column>, name: string, subject: string, line: number): Column {
  checkCell(name, subject, line);
  checkWidth(columns.size + 1, subject, line);
  const column: Column = { index: columns.size, firstOther: null };
  columns.set(name, column);
  return column;
}

/** @returns what is wrong where it is no object, to follow "the line" */
function parseObject(content: string, subject: string, line: number): { readonly [key: string]: Json } | string {
  let value: Json;
  const excess = jsonExcess(content, ROW_JSON_LIMITS);
  if (excess !== null) throw lineFailure(subject, line, excess === 'depth' ? 'is nested too deeply' : 'holds more values than a row may', 'Keep to plain fields such as "text", "word" and "sense".');
  try {
    // Lines cut out of a list keep its commas.
    value = JSON.parse(content.replace(/,\s*$/u, '')) as Json;
  } catch {
    return 'is not valid JSON';
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    const kind = value === null ? 'null' : Array.isArray(value) ? 'a list' : `a ${typeof value}`;
    return `is ${kind}, not a JSON object`;
  }
  return value as { readonly [key: string]: Json };
}

function checkIsText(name: string, column: Column | undefined, subject: string): void {
  const line = column?.firstOther ?? null;
  if (line !== null) throw lineFailure(subject, line, `has no string under ${quote(name)}`, 'Put the sentence there, in quotes.');
}

function cellOf(value: Json, subject: string, line: number): string | null {
  if (value === null) return null;
  const cell = typeof value === 'string' ? value : JSON.stringify(value);
  checkCell(cell, subject, line);
  return cell.trim() === '' ? null : cell;
}
