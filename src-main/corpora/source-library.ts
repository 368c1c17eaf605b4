import { TOKEN_LABELS, type BuiltSet, type Reading, type SourceChoice, type SourcePreview } from '@contract/source-text';
import { buildSet } from './build-set';
import { guessColumns } from './formats/columns';
import { frequentWords } from './frequent-words';
import { MAX_COLUMNS, MAX_ROWS } from './limits';
import { openPastedText, openSourceFile, readPlain, type OpenedSource } from './formats/read-source';
import { sourceGone } from './source-messages';
import type { SourceTable, SourceText } from './source-table';

const MAX_SOURCES = 4;
const MAX_SAMPLE_ROWS = 8;
/** Of all tables together: as many as the largest one has. */
const MAX_KEPT_CELLS = MAX_ROWS * MAX_COLUMNS;

const nCells = (tables: readonly SourceTable[]): number =>
  tables.reduce((sum, { rows, columns }) => sum + rows.reduce((cells, { tokens = [] }) => cells + columns.length + tokens.length, 0), 0);

/** The sources that are open for choosing a target: the last four, fewer where they are large, oldest dropped first. */
export class SourceLibrary {
  private readonly tables = new Map<string, SourceTable>();
  /** The text of the source opened last, where it can be read another way. */
  private last: { readonly sourceId: string; readonly text: SourceText } | null = null;
  private nOpened: number;
  private nBuilt: number;

  /** @param nBefore ids are numbered from here on, so that none ever means a source of a library that is gone */
  constructor(nBefore = 0) {
    this.nOpened = nBefore;
    this.nBuilt = nBefore;
  }

  /** @throws Failure (`not-found`, `io`, `bad-input`, `too-large`); nothing is kept of a file that fails */
  async openFile(path: string): Promise<SourcePreview> {
    return this.keep(await openSourceFile(path, null));
  }

  /** @throws Failure (`bad-input`, `too-large`) */
  openText(text: string): SourcePreview {
    return this.keep(openPastedText(text, null));
  }

  /** Reads the plain text that was opened last in the other way; its id is a new one. @throws Failure as opening does; the text then stays open as it was read */
  readAs(sourceId: string, reading: Reading): SourcePreview {
    if (this.last?.sourceId !== sourceId) throw sourceGone();
    const { text } = this.last;
    const preview = this.keep({ table: readPlain(text, reading), reading, text });
    this.tables.delete(sourceId);
    return preview;
  }

  /** @throws Failure `not-found` for a source that is no longer open or a target that is nowhere; else see {@link buildSet} */
  build(choice: SourceChoice): BuiltSet {
    const table = this.tables.get(choice.sourceId);
    if (table === undefined) throw sourceGone();
    return buildSet(table, choice, `own-${++this.nBuilt}`);
  }

  private keep({ table, reading, text }: OpenedSource): SourcePreview {
    const sourceId = `source-${++this.nOpened}`;
    const preview = previewOf(table, sourceId, reading);
    this.last = text === null ? null : { sourceId, text };
    this.tables.set(sourceId, table);
    for (const oldest of this.tables.keys()) {
      if (this.tables.size <= MAX_SOURCES && (this.tables.size === 1 || nCells([...this.tables.values()]) <= MAX_KEPT_CELLS)) break;
      this.tables.delete(oldest);
    }
    return preview;
  }
}

export function previewOf(table: SourceTable, sourceId: string, reading: Reading | null): SourcePreview {
  const { name, format, encoding, columns, rows } = table;
  const guess = guessColumns(columns);
  const textColumn = guess.text === null ? -1 : columns.indexOf(guess.text);
  return {
    sourceId, name, format, encoding, reading, nRows: rows.length, columns,
    sampleRows: rows.slice(0, MAX_SAMPLE_ROWS).map(({ cells }) => cells.map((cell) => cell ?? '')),
    guess,
    hasTargets: hasTargets(table, guess), tokenLabels: format === 'conllu' ? TOKEN_LABELS : [],
    frequentWords: textColumn < 0 ? [] : frequentWords(cellsOf(table, textColumn)),
  };
}

function* cellsOf({ rows }: SourceTable, column: number): Iterable<string> {
  for (const { cells } of rows) yield cells[column] ?? '';
}

function hasTargets({ rows, columns, format }: SourceTable, guess: SourcePreview['guess']): boolean {
  if (format === 'conllu') return false;
  if (format === 'txt') return rows.every(({ marks }) => marks.length > 0);
  const filled = (row: { readonly cells: readonly (string | null)[] }, column: string | null): boolean =>
    column !== null && (row.cells[columns.indexOf(column)] ?? null) !== null;
  return rows.every((row) => filled(row, guess.word) || (filled(row, guess.charStart) && filled(row, guess.charEnd)));
}
