import { basename, extname } from 'node:path';
import { Failure } from '@contract/failure';
import { guessColumns } from './columns';
import { decodeText } from './decode';
import { jsonExcess } from '../platform/json-shape';
import { checkLineLengths, filledLines, unifyNewlines } from './lines';
import { MAX_COLUMNS, MAX_FILE_BYTES, ROW_JSON_LIMITS } from './limits';
import { readSourceBytes } from './read-bytes';
import { delimiterOf, readDelimited } from './read-delimited';
import { readJsonl } from './read-jsonl';
import { readTxt } from './read-txt';
import { quote, sourceFailure, type SourceFormat, type SourceTable, type SourceText } from './source-table';

const FORMATS: Readonly<Record<string, SourceFormat>> = { '.txt': 'txt', '.csv': 'csv', '.tsv': 'tsv', '.jsonl': 'jsonl', '.ndjson': 'jsonl' };

/**
 * Reads a file of sentences whole; its ending says the format.
 * @throws Failure that names the file, the line and the remedy
 */
export async function readSourceFile(path: string): Promise<SourceTable> {
  const name = basename(path);
  const subject = quote(name);
  const bytes = await readSourceBytes(path);
  const format = FORMATS[extname(name).toLowerCase()];
  if (format === undefined) throw sourceFailure(subject, 'is not a file of sentences by its name', 'Give it the ending .txt, .csv, .tsv or .jsonl.');
  if (bytes.length === 0) throw sourceFailure(subject, 'is empty', 'Add at least one sentence.');
  const { text, encoding } = decodeText(bytes, subject);
  return readFormat({ name, subject, encoding, text: inLines(text, subject) }, format);
}

/**
 * Reads what was pasted or typed: sentences, or a table where the first line clearly is its header.
 * @throws Failure
 */
export function readPastedText(pasted: string): SourceTable {
  const subject = 'the pasted text';
  const nBytes = Buffer.byteLength(pasted);
  if (nBytes > MAX_FILE_BYTES) throw new Failure('too-large', `The pasted text has ${Math.ceil(nBytes / (1024 * 1024))} MB; the limit is ${MAX_FILE_BYTES / (1024 * 1024)} MB. Paste less of it.`);
  const text = inLines(pasted.replace(/^\ufeff/u, ''), subject);
  if (text.trim() === '') throw sourceFailure(subject, 'is empty', 'Paste at least one sentence.');
  return readFormat({ name: 'pasted text', subject, encoding: 'Unicode', text }, formatOfPaste(text));
}

function inLines(text: string, subject: string): string {
  const unified = unifyNewlines(text);
  checkLineLengths(unified, subject);
  return unified;
}

function readFormat(source: SourceText, format: SourceFormat): SourceTable {
  if (format === 'txt') return readTxt(source);
  return format === 'jsonl' ? readJsonl(source) : readDelimited(source, format);
}

/** A table needs a header of at least two short, different names, one of them a name for text, and a line below it. */
function formatOfPaste(text: string): SourceFormat {
  const [first = '', second] = firstLines(text);
  if (isTextObject(first)) return 'jsonl';
  if (second === undefined) return 'txt';
  const delimiter = delimiterOf(first);
  const names = first.split(delimiter, MAX_COLUMNS + 1).map((name) => name.trim().replace(/^"(.*)"$/u, '$1'));
  const isHeader = names.length >= 2 && new Set(names).size === names.length && names.every((name) => name.length <= 40) && guessColumns(names).text !== null;
  return isHeader ? (delimiter === '\t' ? 'tsv' : 'csv') : 'txt';
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
