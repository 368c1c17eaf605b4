import { newSetId } from '@contract/kept-sets';
import type { CharSpan, Occurrence, SentenceSet } from '@contract/occurrence';
import { rowOfForm } from './forms';

/** Every edit makes another set of the same rows, or of others; what did not change is shared. */
const withLabel = (occurrence: Occurrence, sense: string | null): Occurrence => {
  if ((occurrence.labels['sense'] ?? null) === sense) return occurrence;
  const others = Object.entries(occurrence.labels).filter(([label]) => label !== 'sense');
  return { ...occurrence, labels: Object.fromEntries(sense === null ? others : [...others, ['sense', sense]]) };
};

/** Gives rows a sense; null takes it away. The set itself where nothing changes. */
export function setSense(set: SentenceSet, rows: readonly number[], sense: string | null): SentenceSet {
  const chosen = new Set(rows);
  const occurrences = set.occurrences.map((occurrence, row) => (chosen.has(row) ? withLabel(occurrence, sense) : occurrence));
  return occurrences.every((occurrence, row) => occurrence === set.occurrences[row]) ? set : { ...set, occurrences };
}

/** Writes a label column; null: the row has no such label. One that is called so already is left alone. */
export function addColumn(set: SentenceSet, name: string, values: readonly (string | null)[]): { readonly set: SentenceSet; readonly name: string } {
  const taken = new Set(set.occurrences.flatMap(({ labels }) => Object.keys(labels)));
  const own = firstFree(name, (candidate) => taken.has(candidate));
  return {
    name: own,
    set: {
      ...set,
      occurrences: set.occurrences.map((occurrence, row) =>
        values[row] == null ? occurrence : { ...occurrence, labels: { ...occurrence.labels, [own]: values[row] } },
      ),
    },
  };
}

/** Makes a sense and gives it to rows; one that is called so already is given instead. */
export function addSense(set: SentenceSet, label: string, rows: readonly number[]): SentenceSet {
  const name = label.trim();
  const known = set.senses.find((sense) => sense.label === name);
  if (known !== undefined) return setSense(set, rows, known.id);
  // An id may be in the labels without being listed; the new sense must not take those rows in.
  const taken = new Set([...set.senses.map(({ id }) => id), ...set.occurrences.map(({ labels }) => labels['sense'])]);
  const id = firstFree(name, (candidate) => taken.has(candidate));
  return setSense({ ...set, senses: [...set.senses, { id, label: name }] }, rows, id);
}

export const renameSet = (set: SentenceSet, title: string): SentenceSet => ({ ...set, title: title.trim() });

export function removeRows(set: SentenceSet, rows: readonly number[]): SentenceSet {
  const gone = new Set(rows);
  return { ...set, occurrences: set.occurrences.filter((_, row) => !gone.has(row)) };
}

export interface MarkedSentence extends CharSpan {
  readonly text: string;
}

/** Another text or target in the place of a row; its labels stay. */
export function replaceSentence(set: SentenceSet, row: number, { text, charStart, charEnd }: MarkedSentence): SentenceSet {
  const word = wordOfForm(set, text.slice(charStart, charEnd));
  return { ...set, occurrences: set.occurrences.map((occurrence, other) => (other === row ? { ...occurrence, text, charStart, charEnd, word } : occurrence)) };
}

/** A sentence without a sense, behind all others. */
export function addSentence(set: SentenceSet, { text, charStart, charEnd }: MarkedSentence): SentenceSet {
  const added = { text, charStart, charEnd, word: wordOfForm(set, text.slice(charStart, charEnd)), labels: {} };
  return { ...set, occurrences: [...set.occurrences, added] };
}

/** Some rows as a set of their own, in the order of the set, with the senses that they have. */
export function subsetOf(set: SentenceSet, rows: readonly number[], title: string): SentenceSet {
  const occurrences = [...rows].sort((a, b) => a - b).flatMap((row) => set.occurrences[row] ?? []);
  const used = new Set(occurrences.map(({ labels }) => labels['sense']));
  return { ...set, id: newSetId(), title, origin: 'own', senses: set.senses.filter(({ id }) => used.has(id)), occurrences };
}

/** A set of one's own with the same sentences: what is edited in place of a preset. @param taken titles of the own sets */
export const ownCopyOf = (set: SentenceSet, taken: readonly string[]): SentenceSet =>
  ({ ...set, id: newSetId(), title: freeTitle(`${set.title}, edited`, taken), origin: 'own' });

export const freeTitle = (title: string, taken: readonly string[]): string => firstFree(title, (candidate) => taken.includes(candidate));

/** Whether two sets have the same sentences and targets, so that vectors and maps of the one are those of the other. */
export const haveSameTexts = (a: Pick<SentenceSet, 'occurrences'>,
  b: Pick<SentenceSet, 'occurrences'>): boolean => a.occurrences === b.occurrences || (a.occurrences.length === b.occurrences.length && a.occurrences.every((one, row) => {
  const other = b.occurrences[row];
  return one === other || (other !== undefined && one.text === other.text && one.charStart === other.charStart && one.charEnd === other.charEnd && one.word === other.word);
}));

/** A function that gives the occurrences that it had last while sentences and targets stay the same, whatever their labels: what goes by texts alone hangs on these. */
export function textsKept(): (occurrences: readonly Occurrence[]) => readonly Occurrence[] {
  let kept: readonly Occurrence[] = [];
  return (occurrences) => {
    if (!haveSameTexts({ occurrences: kept }, { occurrences })) kept = occurrences;
    return kept;
  };
}

/** The same set with the very occurrences of another one where they are equal: by them it is known which sentence is which. */
export function withOccurrencesOf(known: SentenceSet, set: SentenceSet): SentenceSet {
  const free = new Map<string, Occurrence[]>();
  for (const occurrence of [...known.occurrences].reverse()) {
    const key = JSON.stringify(occurrence);
    free.set(key, [...free.get(key) ?? [], occurrence]);
  }
  return { ...set, occurrences: set.occurrences.map((occurrence) => free.get(JSON.stringify(occurrence))?.pop() ?? occurrence) };
}

/** What is selected in `after` where `rows` were in `before`: what has come, else the same sentences. */
export function rowsAfter(before: SentenceSet, after: SentenceSet, rows: readonly number[]): number[] {
  if (haveSameTexts(before, after)) return [...rows];
  const old = new Set(before.occurrences);
  const come = after.occurrences.flatMap((occurrence, row) => (old.has(occurrence) ? [] : [row]));
  if (come.length > 0) return come;
  const rowOf = new Map(after.occurrences.map((occurrence, row) => [occurrence, row]));
  return rows.flatMap((row) => rowOf.get(before.occurrences[row] as Occurrence) ?? []);
}

/** The word that a written form stands for in this set, whatever its case. */
export function wordOfForm({ occurrences, word }: SentenceSet, form: string): string {
  const known = occurrences[rowOfForm(occurrences, form)]?.word ?? word;
  return known === '' ? form : known;
}

function firstFree(name: string, isTaken: (candidate: string) => boolean): string {
  let candidate = name;
  for (let n = 2; isTaken(candidate); n++) candidate = `${name} ${n}`;
  return candidate;
}
