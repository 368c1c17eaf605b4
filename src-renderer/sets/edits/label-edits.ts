import { OWN_COLUMNS } from '@contract/exports/label-columns';
import { LIMITS } from '@contract/limits';
import type { Occurrence, SentenceSet } from '@contract/occurrence';

/** The gold sense is a label with a list of its own and other ways to be given. */
const SENSE = 'sense';

/** The label columns of a set but for `sense`, in the order in which they first come. */
export const labelNames = ({ occurrences }: SentenceSet): readonly string[] =>
  [...new Set(occurrences.flatMap(({ labels }) => Object.keys(labels)))].filter((name) => name !== SENSE);

/** Why a label column cannot be called so, in the words for the user; null: it can. What files of sentences may call a column is held to the same. */
export function columnNameProblem(set: SentenceSet, wanted: string, before: string | null = null): string | null {
  const name = wanted.trim();
  const names = labelNames(set);
  if (name === '') return 'A column needs a name.';
  if (name === SENSE) return 'Senses have a menu of their own. Choose another name.';
  if (OWN_COLUMNS.some((own) => own === name)) return `“${name}” is a column that every table of sentences has. Choose another name.`;
  if (name !== before && names.includes(name)) return `There is a column “${name}” already. Choose another name.`;
  if (before === null && names.length + 1 >= LIMITS.nColumns) return `A set has at most ${LIMITS.nColumns} columns. Delete one that you do not need.`;
  return textProblem(name, 200);
}

/** Why a label cannot have this value; null: it can. */
export const labelValueProblem = (value: string): string | null => (value.trim() === '' ? 'Type a value, or take the label away.' : textProblem(value, LIMITS.sentenceLength));

function textProblem(text: string, most: number): string | null {
  if (text.length > most) return `That is longer than ${most.toLocaleString('en')} characters. Make it shorter.`;
  return /[\0\p{Surrogate}]/u.test(text) ? 'It has a character that no text may contain. Type it anew.' : null;
}

/** Gives rows a value in a column, which it makes where there is none; null takes the value away. The set itself where nothing changes. */
export function setLabel(set: SentenceSet, rows: readonly number[], name: string, value: string | null): SentenceSet {
  const chosen = new Set(rows);
  return relabelled(set, (labels, row) => {
    const now = Object.hasOwn(labels, name) ? labels[name] : null;
    if (!chosen.has(row) || now === value) return labels;
    return value === null ? without(labels, name) : { ...labels, [name]: value };
  });
}

/** A column under another name, in its place among the others. */
export const renameColumn = (set: SentenceSet, before: string, after: string): SentenceSet => relabelled(set, (labels) =>
  (before !== after && Object.hasOwn(labels, before) ? Object.fromEntries(Object.entries(labels).map(([name, value]) => [name === before ? after : name, value])) : labels));

export const deleteColumn = (set: SentenceSet, name: string): SentenceSet => relabelled(set, (labels) => (Object.hasOwn(labels, name) ? without(labels, name) : labels));

const without = (labels: Occurrence['labels'], gone: string): Occurrence['labels'] => Object.fromEntries(Object.entries(labels).filter(([name]) => name !== gone));

/** What keeps its labels stays the same object. */
function relabelled(set: SentenceSet, change: (labels: Occurrence['labels'], row: number) => Occurrence['labels']): SentenceSet {
  const occurrences = set.occurrences.map((occurrence, row) => {
    const labels = change(occurrence.labels, row);
    return labels === occurrence.labels ? occurrence : { ...occurrence, labels };
  });
  return occurrences.every((occurrence, row) => occurrence === set.occurrences[row]) ? set : { ...set, occurrences };
}
