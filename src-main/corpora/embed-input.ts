import { Failure } from '@contract/failure';
import type { Occurrence } from '@contract/occurrence';
import type { Reading } from '@contract/source-text';
import { checkOccurrenceCount } from './build-set';
import { guessColumns } from './formats/columns';
import { everyToken, type EveryToken } from './every-token';
import { readSourceFile } from './formats/read-source';
import { countsCodePoints, rowTargets, WrongRows, wordTargets } from './row-targets';
import { listColumns, quote, type SourceRow, type SourceTable } from './source-table';
import { tokenTargets } from './tokens';

export interface EmbedOccurrence extends Occurrence {
  /** Physical line of the input, from 1. */
  readonly line: number;
}

export interface EmbedInput {
  readonly columns: readonly string[];
  readonly nRows: number;
  /** In input order; several for a line with several targets. */
  readonly occurrences: readonly EmbedOccurrence[];
  /** Every line without a target, and why. */
  readonly leftOut: readonly { readonly line: number; readonly reason: string }[];
}

/**
 * Reads the input of `contexture embed`: `.jsonl`, `.csv` or `.tsv` with a text column and a word or a span (`charStart`, `charEnd`),
 * `.txt`, which `reading` says how to read, or `.conllu`. `word` serves the lines that name no target themselves; of a treebank it is a form or a
 * lemma, or `every` word is a target. All other columns become labels under their own names.
 * Whether anything is left to embed is for the caller to see.
 * @throws Failure for a file that cannot be read or is malformed
 */
export async function readEmbedInput(path: string, word: string | null, reading: Reading = 'lines', every: EveryToken | null = null): Promise<EmbedInput> {
  const table = await readSourceFile(path, reading);
  if (reading === 'running' && table.format !== 'txt') throw new Failure('bad-request', `${table.subject} is a table, whose rows are sentences. Leave out --split, or give it as a .txt file.`);
  const targetsOf = every === null ? targetReader(table, word) : everyToken(table, every);
  const labelsOf = labelReader(table);
  const occurrences: EmbedOccurrence[] = [];
  const leftOut = [...table.oddLines ?? []];
  const wrong = new WrongRows();
  for (const row of table.rows) {
    const found = wrong.read(row, targetsOf);
    if ('reason' in found) {
      leftOut.push({ line: row.line, reason: found.reason });
      continue;
    }
    const labels = labelsOf(row);
    for (const { charStart, charEnd, word: target, labels: own } of found.targets)
      occurrences.push({
        line: row.line,
        text: found.text,
        charStart,
        charEnd,
        word: target,
        labels: own === undefined ? labels : { ...labels, ...own },
      });
    checkOccurrenceCount(occurrences.length, table.subject);
  }
  wrong.check(table.rows.length);
  leftOut.sort((a, b) => a.line - b.line);
  return { columns: table.columns, nRows: table.rows.length + (table.oddLines?.length ?? 0), occurrences, leftOut };
}

function targetReader(table: SourceTable, word: string | null): (row: SourceRow) => ReturnType<typeof rowTargets> {
  const guess = guessColumns(table.columns);
  const indexOf = (column: string): number => table.columns.indexOf(column);
  if (guess.text === null) throw new Failure('bad-input', `There is no column “text” in ${table.subject}; it has ${listColumns(table.columns)}. Name the column of sentences “text”.`);
  const half = ['charStart', 'charEnd'].find((column) => table.columns.includes(column));
  if (half !== undefined && guess.charStart === null) {
    throw new Failure('bad-input', `${table.subject} has a column ${quote(half)} without its other half. Give each span as “charStart” and “charEnd”.`);
  }
  const columns = {
    text: indexOf(guess.text),
    word: guess.word === null ? null : indexOf(guess.word),
    span: guess.charStart === null || guess.charEnd === null ? null : ([indexOf(guess.charStart), indexOf(guess.charEnd)] as const),
  };
  const cellAt = (row: SourceRow, index: number | null | undefined): string | null => (index == null ? null : (row.cells[index] ?? null));
  const byWord = word === null ? null : table.format === 'conllu' ? tokenTargets(word.trim()) : wordTargets(word.trim(), columns.text);
  const areCodePoints = countsCodePoints(table.rows, columns);
  const none = table.format === 'conllu' ? 'neither --word nor --every-token was given' : 'the row names no target, and no --word was given';
  return (row) => {
    const isNamed = row.marks.length > 0 || [columns.word, columns.span?.[0], columns.span?.[1]].some((index) => cellAt(row, index) !== null);
    if (isNamed) return rowTargets(row, columns, table.subject, areCodePoints);
    return byWord?.(row) ?? { reason: none };
  };
}

function labelReader({ columns }: SourceTable): (row: SourceRow) => Readonly<Record<string, string>> {
  const guess = guessColumns(columns);
  const targets = new Set([guess.text, guess.word, guess.charStart, guess.charEnd]);
  const sources = columns.flatMap((column, index) => (targets.has(column) ? [] : [[column, index] as const]));
  return (row) => Object.fromEntries(sources.flatMap(([label, index]) => {
    const cell = row.cells[index]?.trim() ?? null;
    return cell === null ? [] : [[label, cell]];
  }));
}
