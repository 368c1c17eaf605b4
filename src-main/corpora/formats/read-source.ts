import { basename, extname } from 'node:path';
import { Failure } from '@contract/failure';
import type { Reading } from '@contract/source-text';
import { guessColumns } from './columns';
import { decodeText } from './decode';
import { jsonExcess } from '../../platform/json-shape';
import { checkLineLengths, filledLines, unifyNewlines } from './lines';
import { MAX_COLUMNS, MAX_SOURCE_BYTES, MAX_LINE_CHARS, ROW_JSON_LIMITS } from '../limits';
import { readSourceBytes } from './read-bytes';
import { delimiterOf, readDelimited } from './read-delimited';
import { readConllu } from './read-conllu';
import { readJsonl } from './read-jsonl';
import { readParquet } from './read-parquet';
import { readRunning } from './read-running';
import { readTxt } from './read-txt';
import { recogniseReading } from '../reading';
import { quote, sourceFailure, type SourceFormat, type SourceTable, type SourceText } from '../source-table';

/** Formats of text. */
type TextFormat = Exclude<SourceFormat, 'parquet'>;
const FORMATS: Readonly<Record<string, SourceFormat>> = { '.txt': 'txt', '.csv': 'csv', '.tsv': 'tsv', '.jsonl': 'jsonl', '.ndjson': 'jsonl', '.json': 'jsonl', '.conllu': 'conllu', '.parquet': 'parquet' };

/** What was read, and the text of it where it can be read another way. */
export interface OpenedSource {
  readonly table: SourceTable;
  readonly reading: Reading | null;
  readonly text: SourceText | null;
}

/**
 * Reads a file of sentences whole; its ending says the format, unless the first line clearly is another's.
 * @param reading of a plain text; null: as it seems to be written
 * @throws Failure that names the file, the line and the remedy
 */
export async function openSourceFile(path: string, reading: Reading | null): Promise<OpenedSource> {
  const name = basename(path);
  const subject = quote(name);
  const bytes = await readSourceBytes(path);
  const named = FORMATS[extname(name).toLowerCase()];
  if (named === undefined) throw sourceFailure(subject, 'is not a file of sentences by its name', 'Give it the ending .txt, .csv, .tsv, .jsonl, .json, .conllu or .parquet.');
  if (bytes.length === 0) throw sourceFailure(subject, 'is empty', 'Add at least one sentence.');
  if (named === 'parquet') return { table: await readParquet(bytes, name, subject), reading: null, text: null };
  const { text, encoding } = decodeText(bytes, subject);
  const unified = unifyNewlines(text);
  return openFormat({ name, subject, encoding, text: unified }, formatBehind(named, unified, reading), reading);
}

/** What a file is whose ending may be wrong: tables and objects are often kept as .txt, and objects as .csv. */
function formatBehind(named: TextFormat, text: string, reading: Reading | null): TextFormat {
  if (named === 'txt') return reading === 'running' ? named : formatOfPaste(text);
  if (named === 'conllu') return named;
  const [first = ''] = firstLines(text);
  if (named === 'jsonl') return /^\s*[[{]/u.test(first) || formatOfPaste(text) === 'txt' ? named : formatOfPaste(text);
  return first.length <= MAX_LINE_CHARS && isTextObject(first) ? 'jsonl' : named;
}

/** {@link openSourceFile}: the table alone. */
export async function readSourceFile(path: string, reading: Reading = 'lines'): Promise<SourceTable> {
  return (await openSourceFile(path, reading)).table;
}

/**
 * Reads what was pasted or typed: sentences, or a table where the first line clearly is its header.
 * @throws Failure
 */
export function openPastedText(pasted: string, reading: Reading | null): OpenedSource {
  const subject = 'the pasted text';
  const nBytes = Buffer.byteLength(pasted);
  if (nBytes > MAX_SOURCE_BYTES) throw new Failure('too-large', `The pasted text has ${Math.ceil(nBytes / (1024 * 1024))} MB; the limit is ${MAX_SOURCE_BYTES / (1024 * 1024)} MB. Paste less of it.`);
  const text = unifyNewlines(pasted.replace(/^\ufeff/u, ''));
  if (text.trim() === '') throw sourceFailure(subject, 'is empty', 'Paste at least one sentence.');
  return openFormat({ name: 'pasted text', subject, encoding: 'Unicode', text }, formatOfPaste(text), reading);
}

/** {@link openPastedText}: the table alone. */
export const readPastedText = (pasted: string, reading: Reading = 'lines'): SourceTable => openPastedText(pasted, reading).table;

function openFormat(source: SourceText, format: TextFormat, reading: Reading | null): OpenedSource {
  if (format === 'txt') return reading === null ? recognised(source) : { table: readPlain(source, reading), reading, text: source };
  checkLineLengths(source.text, source.subject);
  return { table: readTable(source, format), reading: null, text: null };
}

function readTable(source: SourceText, format: Exclude<TextFormat, 'txt'>): SourceTable {
  if (format === 'conllu') return readConllu(source);
  return format === 'jsonl' ? readJsonl(source) : readDelimited(source, format);
}

/** @throws Failure */
export function readPlain(source: SourceText, reading: Reading): SourceTable {
  if (reading === 'running') return readRunning(source);
  checkLineLengths(source.text, source.subject);
  return readTxt(source);
}

/** The reading that the text seems to be written for; the other one where that fails. */
function recognised(source: SourceText): OpenedSource {
  const likely = recogniseReading(source.text);
  try {
    return { table: readPlain(source, likely), reading: likely, text: source };
  } catch (error) {
    const other = likely === 'lines' ? 'running' : 'lines';
    try {
      return { table: readPlain(source, other), reading: other, text: source };
    } catch {
      throw error;
    }
  }
}

const CONLLU_LINE = /^\d+(?:[-.]\d+)?\t[^\t]+(?:\t[^\t]*){8}$/u;

/** A table needs a header of at least two short, different names, one of them a name for text, and a line below it. */
function formatOfPaste(text: string): TextFormat {
  const [first = '', second] = firstLines(text);
  if (first.length > MAX_LINE_CHARS) return 'txt';
  if (isTextObject(first)) return 'jsonl';
  if (isConllu(text)) return 'conllu';
  if (second === undefined) return 'txt';
  const delimiter = delimiterOf(first);
  const names = first.split(delimiter ?? '\n', MAX_COLUMNS + 1).map((name) => name.trim().replace(/^"(.*)"$/u, '$1'));
  // Bars mark targets in plain text.
  const isHeader =
    delimiter !== null &&
    delimiter !== '|' &&
    names.length >= 2 &&
    new Set(names).size === names.length &&
    names.every((name) => name.length <= 40) &&
    guessColumns(names).text !== null;
  return isHeader ? (delimiter === '\t' ? 'tsv' : 'csv') : 'txt';
}

/** Comments, then a word with ten columns. */
function isConllu(text: string): boolean {
  for (const { content } of filledLines(text)) if (!content.startsWith('# ')) return content.length <= MAX_LINE_CHARS && CONLLU_LINE.test(content);
  return false;
}

function firstLines(text: string): readonly string[] {
  const first: string[] = [];
  for (const { content } of filledLines(text)) {
    first.push(content);
    if (first.length === 2) break;
  }
  return first;
}

function isTextObject(line: string): boolean {
  if (!line.trimStart().startsWith('{') || jsonExcess(line, ROW_JSON_LIMITS) !== null) return false;
  try {
    return guessColumns(Object.keys(JSON.parse(line) as object)).text !== null;
  } catch {
    return false;
  }
}
