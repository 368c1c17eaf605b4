import { guessColumns } from './columns';
import { filledLines } from './lines';
import { withoutText } from './read-txt';
import { checkCell, checkColumns, checkNotEmpty, checkRowCount, lineFailure, quote, type SourceRow, type SourceTable, type SourceText } from './source-table';

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/**
 * One JSON object a line; blank lines are skipped. Columns are the keys in order of first appearance. Cells are text:
 * numbers and booleans as JSON writes them, lists and objects as their JSON, null and absent keys as no cell.
 * @throws Failure that names the line
 */
export function readJsonl(source: SourceText): SourceTable {
  const { subject } = source;
  const objects: { readonly line: number; readonly object: { readonly [key: string]: Json } }[] = [];
  const columns = new Set<string>();
  for (const { line, content } of filledLines(source.text)) {
    checkRowCount(objects.length + 1, subject);
    const object = parseObject(content, subject, line);
    for (const key of Object.keys(object)) {
      if (columns.has(key)) continue;
      checkCell(key, subject, line);
      columns.add(key);
      checkColumns([...columns], subject, line);
    }
    objects.push({ line, object });
  }
  const names = [...columns];
  const textColumn = guessColumns(names).text;
  const rows = objects.map(({ line: at, object }): SourceRow => {
    if (textColumn !== null) checkIsString(object, textColumn, subject, at);
    return { line: at, cells: names.map((column) => cellOf(object, column, subject, at)), marks: [] };
  });
  return checkNotEmpty({ ...withoutText(source), format: 'jsonl', columns: names, rows });
}

function parseObject(content: string, subject: string, line: number): { readonly [key: string]: Json } {
  let value: Json;
  try {
    value = JSON.parse(content) as Json;
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    throw lineFailure(subject, line, 'is not valid JSON', 'Write one JSON object on each line, such as {"text": "He sat by the bank."}.', detail);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    const kind = value === null ? 'null' : Array.isArray(value) ? 'a list' : `a ${typeof value}`;
    throw lineFailure(subject, line, `is ${kind}, not a JSON object`, 'Write one JSON object on each line, such as {"text": "He sat by the bank."}.');
  }
  return value as { readonly [key: string]: Json };
}

function checkIsString(object: { readonly [key: string]: Json }, column: string, subject: string, line: number): void {
  const value = Object.hasOwn(object, column) ? object[column] : null;
  if (typeof value !== 'string' && value !== null) throw lineFailure(subject, line, `has no string under ${quote(column)}`, 'Put the sentence there, in quotes.');
}

function cellOf(object: { readonly [key: string]: Json }, column: string, subject: string, line: number): string | null {
  const value = Object.hasOwn(object, column) ? (object[column] ?? null) : null;
  if (value === null) return null;
  const cell = typeof value === 'string' ? value : nestedCell(value, subject, line);
  checkCell(cell, subject, line);
  return cell.trim() === '' ? null : cell;
}

function nestedCell(value: Json, subject: string, line: number): string {
  try {
    return JSON.stringify(value);
  } catch {
    // Parsing needs no stack for each level, writing does.
    throw lineFailure(subject, line, 'is nested too deeply', 'Keep to plain fields such as "text", "word" and "sense".');
  }
}
