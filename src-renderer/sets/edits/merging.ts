import { LIMITS } from '@contract/limits';
import { MAX_TITLE_CHARS } from '@contract/kept-sets';
import type { Occurrence, Sense, SentenceSet } from '@contract/occurrence';
import type { Column } from '../columns';
import { freeTitle, subsetOf } from '../set-edits';
import { labelNames } from './label-edits';

export const MOST_PARTS = 20;

export interface Merged {
  /** The first set itself where the other has nothing new. */
  readonly set: SentenceSet;
  /** Rows that came. */
  readonly nAdded: number;
  /** Rows of the other that were there already. */
  readonly nShared: number;
  /** Those of them with another value in a column; the value that was there stays. */
  readonly nConflicts: number;
}

/** A sentence with its target, whatever it is labelled. */
const keyOf = ({ text, charStart, charEnd }: Occurrence): string => `${charStart} ${charEnd} ${text}`;

/**
 * Two sets as one, the rows of the first before those of the other. Senses with the same label are one, columns are united, and what has the same sentence and span comes once:
 * it keeps its own labels and gets those that it lacks.
 */
export function mergeSets(first: SentenceSet, other: SentenceSet): Merged {
  const { senses, idOf } = unitedSenses(first, other);
  const occurrences = [...first.occurrences];
  const rowOf = new Map<string, number>();
  first.occurrences.forEach((occurrence, row) => { if (!rowOf.has(keyOf(occurrence))) rowOf.set(keyOf(occurrence), row); });
  let nShared = 0, nConflicts = 0, nFilled = 0;
  for (const come of other.occurrences) {
    const { sense } = come.labels;
    const occurrence = sense === undefined ? come : { ...come, labels: { ...come.labels, sense: idOf(sense) } };
    const row = rowOf.get(keyOf(come));
    const there = row === undefined ? undefined : occurrences[row];
    if (row === undefined || there === undefined) {
      rowOf.set(keyOf(come), occurrences.push(occurrence) - 1);
      continue;
    }
    nShared += 1;
    const entries = Object.entries(occurrence.labels);
    if (entries.some(([name, value]) => Object.hasOwn(there.labels, name) && there.labels[name] !== value)) nConflicts += 1;
    if (entries.every(([name]) => Object.hasOwn(there.labels, name))) continue;
    occurrences[row] = { ...there, labels: { ...occurrence.labels, ...there.labels } };
    nFilled += 1;
  }
  const nAdded = occurrences.length - first.occurrences.length;
  const isSame = nAdded === 0 && nFilled === 0;
  return { set: isSame ? first : { ...first, word: first.word === other.word ? first.word : '', senses, occurrences }, nAdded, nShared, nConflicts };
}

/** Why a merged set is too large, in the words for the user; null: it is not. */
export function mergeProblem({ set }: Merged): string | null {
  if (set.occurrences.length > LIMITS.nOccurrences) return `Together they have more than ${LIMITS.nOccurrences.toLocaleString('en')} sentences, which is the limit. Delete some first.`;
  return labelNames(set).length >= LIMITS.nColumns ? `Together they have more than ${LIMITS.nColumns} columns, which is the limit. Delete some first.` : null;
}

/** Senses of both, and what a sense of the other set is called in the first. A label that is no listed sense stays unlisted. */
function unitedSenses(first: SentenceSet, other: SentenceSet): { readonly senses: readonly Sense[]; readonly idOf: (id: string) => string } {
  const listed = new Set(first.senses.map(({ id }) => id));
  const unlisted = new Set(first.occurrences.flatMap(({ labels: { sense } }) => (sense === undefined || listed.has(sense) ? [] : [sense])));
  const senses = [...first.senses];
  const ids = new Map<string, string>();
  const isTaken = (id: string): boolean => unlisted.has(id) || senses.some((sense) => sense.id === id);
  for (const { id, label } of other.senses) {
    const known = senses.find((sense) => sense.label === label);
    const own = known?.id ?? freeId(id, isTaken);
    if (known === undefined) senses.push({ id: own, label });
    ids.set(id, own);
  }
  const isListed = (id: string): boolean => senses.some((sense) => sense.id === id);
  const idOf = (id: string): string => {
    const own = ids.get(id) ?? freeId(id, isListed);
    ids.set(id, own);
    return own;
  };
  return { senses, idOf };
}

function freeId(id: string, isTaken: (id: string) => boolean): string {
  let free = id;
  for (let n = 2; isTaken(free); n++) free = `${id} ${n}`;
  return free;
}

/** The values of a column with their rows, the most frequent first; null last: rows without one. */
export function partsBy({ values }: Pick<Column, 'values'>): readonly { readonly value: string | null; readonly rows: readonly number[] }[] {
  const rowsOf = new Map<string | null, number[]>();
  values.forEach((value, row) => {
    const rows = rowsOf.get(value);
    if (rows === undefined) rowsOf.set(value, [row]);
    else rows.push(row);
  });
  return [...rowsOf].map(([value, rows]) => ({ value, rows })).sort((a, b) => Number(a.value === null) - Number(b.value === null) || b.rows.length - a.rows.length);
}

/** Why a set cannot be split by a column; null: it can. */
export function splitProblem(column: Column): string | null {
  const n = partsBy(column).length;
  if (n < 2) return `All sentences have the same value of “${column.title}”. Choose another column.`;
  return n > MOST_PARTS ? `“${column.title}” has ${n.toLocaleString('en')} values; a set is split into at most ${MOST_PARTS}. Choose another column.` : null;
}

/** A set of one's own for each value, called “title, value”. @param taken titles of the own sets */
export function splitSet(set: SentenceSet, column: Column, taken: readonly string[]): readonly SentenceSet[] {
  const titles = [...taken];
  return partsBy(column).map(({ value, rows }) => {
    const name = value === null ? `no ${column.title}` : column.label(value);
    const title = freeTitle(`${set.title}, ${name}`.slice(0, MAX_TITLE_CHARS - 8).replace(/\p{Surrogate}$/u, '').trim(), titles);
    titles.push(title);
    return subsetOf(set, rows, title);
  });
}
