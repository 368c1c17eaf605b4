import { Failure } from '@contract/failure';
import type { Occurrence, Sense, SentenceSet } from '@contract/occurrence';
import type { BuiltSet, SourceChoice } from '@contract/source-text';
import { foldWord } from '../tokenizers/fold';
import { MAX_LEFT_OUT_LISTED, MAX_OCCURRENCES } from './limits';
import { countsCodePoints, rowTargets, WrongRows, wordTargets, type RowTargets } from './row-targets';
import { everyToken } from './every-token';
import { columnIndex, quote, type SourceRow, type SourceTable } from './source-table';
import { tokenTargets } from './tokens';

/** Where the occurrence of a label column named `sense` goes that is not the gold one. */
const OTHER_SENSE = 'sense (label)';

/**
 * Turns a table into a set by the user's choice. The gold sense is the label `sense`; senses are ordered by frequency (equal:
 * first seen first). A label column that happens to be called `sense` without being chosen as gold is kept as `sense (label)`.
 * @throws Failure `bad-request` for a column that is not there, `bad-input` for a wrong span, `not-found` when no row has the target
 */
export function buildSet(table: SourceTable, choice: SourceChoice, id: string): BuiltSet {
  const reader = targetReader(table, choice);
  const labelsOf = labelReader(table, choice);
  const occurrences: Occurrence[] = [];
  const oddLines = table.oddLines ?? [];
  const leftOut: { line: number; reason: string }[] = oddLines.slice(0, MAX_LEFT_OUT_LISTED);
  let nLeftOut = oddLines.length;
  const wrong = new WrongRows();
  for (const row of table.rows) {
    const found = wrong.read(row, reader);
    if ('reason' in found) {
      nLeftOut++;
      if (leftOut.length < MAX_LEFT_OUT_LISTED) leftOut.push({ line: row.line, reason: found.reason });
      continue;
    }
    const labels = labelsOf(row);
    for (const { charStart, charEnd, word, labels: own } of found.targets) occurrences.push({ text: found.text, charStart, charEnd, word, labels: own === undefined ? labels : { ...labels, ...own } });
    checkOccurrenceCount(occurrences.length, table.subject);
  }
  wrong.check(table.rows.length);
  if (occurrences.length === 0) throw nothingFound(table, choice, leftOut[0]?.reason ?? '');
  const set: SentenceSet = {
    id, title: table.name === 'pasted text' ? 'pasted' : table.name, word: wordOf(occurrences, choice), origin: 'own',
    senses: choice.senseColumn === null ? [] : sensesByFrequency(occurrences), occurrences,
  };
  return { set, leftOut, nLeftOut };
}

/** @throws Failure `too-large` above the limit of occurrences. */
export function checkOccurrenceCount(nOccurrences: number, subject: string): void {
  if (nOccurrences > MAX_OCCURRENCES) {
    throw new Failure('too-large', `There are more than ${MAX_OCCURRENCES.toLocaleString('en-GB')} occurrences of the target in ${subject}, which is the limit. Choose a rarer word or fewer rows.`);
  }
}

/** Gold senses, most frequent first; the label is the id. */
export function sensesByFrequency(occurrences: readonly Occurrence[]): Sense[] {
  const counts = new Map<string, number>();
  for (const { labels } of occurrences) {
    if (labels['sense'] !== undefined) counts.set(labels['sense'], (counts.get(labels['sense']) ?? 0) + 1);
  }
  return [...counts].sort(([, a], [, b]) => b - a).map(([sense]) => ({ id: sense, label: sense }));
}

function targetReader(table: SourceTable, { textColumn, target }: SourceChoice): (row: SourceRow) => RowTargets {
  const text = columnIndex(table, textColumn);
  if (target.by === 'every') return everyToken(table, target);
  if (target.by === 'word') {
    const word = target.word.trim();
    if (foldWord(word) === '') throw new Failure('bad-request', 'No target word was given. Choose or type one.');
    return table.format === 'conllu' ? tokenTargets(word) : wordTargets(word, text);
  }
  const word = target.wordColumn === null ? null : columnIndex(table, target.wordColumn);
  const span = target.spanColumns === null ? null : ([columnIndex(table, target.spanColumns[0]), columnIndex(table, target.spanColumns[1])] as const);
  const areCodePoints = countsCodePoints(table.rows, { text, word, span });
  return (row) => rowTargets(row, { text, word, span }, table.subject, areCodePoints);
}

function labelReader(table: SourceTable, { labelColumns, senseColumn }: SourceChoice): (row: SourceRow) => Readonly<Record<string, string>> {
  const sources = new Map<string, number>();
  for (const column of labelColumns) {
    if (column !== senseColumn) sources.set(column === 'sense' ? OTHER_SENSE : column, columnIndex(table, column));
  }
  if (senseColumn !== null) sources.set('sense', columnIndex(table, senseColumn));
  // fromEntries defines plain own properties, so that a column may even be called __proto__.
  return (row) => Object.fromEntries([...sources].flatMap(([label, index]) => {
    const cell = row.cells[index]?.trim() ?? null;
    return cell === null ? [] : [[label, cell] as const];
  }));
}

/** The target word; where rows name their own, the one that most of them name, as it is most often written. */
function wordOf(occurrences: readonly Occurrence[], { target }: SourceChoice): string {
  if (target.by === 'word') return target.word.trim();
  if (target.by === 'every') return '';
  const byKey = new Map<string, Map<string, number>>();
  for (const { word } of occurrences) {
    const key = foldWord(word);
    const spellings = byKey.get(key) ?? new Map<string, number>();
    byKey.set(key, spellings.set(word, (spellings.get(word) ?? 0) + 1));
  }
  const total = (spellings: ReadonlyMap<string, number>): number => [...spellings.values()].reduce((sum, n) => sum + n, 0);
  const [spellings] = [...byKey.values()].sort((a, b) => total(b) - total(a));
  return [...(spellings ?? [])].sort(([, a], [, b]) => b - a)[0]?.[0] ?? '';
}

function nothingFound(table: SourceTable, { target, textColumn }: SourceChoice, reason: string): Failure {
  const nRows = `${table.rows.length} ${table.rows.length === 1 ? 'row' : 'rows'}`;
  if (target.by === 'word') return new Failure('not-found', `Could not find ${quote(target.word.trim())} under ${quote(textColumn)} in the ${nRows} of ${table.subject}. Choose another word.`);
  return new Failure('not-found', `No target was found in the ${nRows} of ${table.subject} (the first: ${reason}). Choose a word instead.`);
}
