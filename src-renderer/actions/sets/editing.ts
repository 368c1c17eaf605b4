import { library } from '../../state/library.svelte';
import { notices } from '../../state/notices.svelte';
import { selection } from '../../state/selection.svelte';
import { session } from '../../state/session.svelte';
import { addColumn, addSense, addSentence, freeTitle, removeRows, renameSet, replaceSentence, setSense, subsetOf, type MarkedSentence } from '../../sets/set-edits';
import { contexture } from '../../api/contexture';
import type { KnownPlace } from '../map/standing-map';
import { edit, ownTitles, sameRows } from './edit';
import { keep } from './keeping';
import { openSet } from './sets';
import { noticesWords } from '../../wording/interface/notices';
import { setsWords } from '../../wording/interface/sets';
import { stepWords } from '../../wording/interface/steps';

/** Renames an own set, open or not. */
export async function renameOwn(id: string, wanted: string): Promise<void> {
  const title = wanted.trim();
  const listed = library.own.find((other) => other.id === id);
  if (title === '' || listed === undefined || listed.title === title) return;
  const set = library.opened.get(id);
  if (session.set?.id === id) await edit({ step: { name: stepWords.setName }, change: (now) => renameSet(now, title), rows: sameRows });
  else if (set === undefined) {
    await contexture.renameKeptSet(id, title);
    library.list({ ...listed, title });
  } else {
    const next = renameSet(set, title);
    library.remember(next);
    await keep(next);
  }
}

/** Gives the selection a sense; null takes it away. */
export const giveSense = (sense: string | null): Promise<boolean> => edit({ step: { name: senseStep(sense) }, change: (set) => setSense(set, selection.rows, sense), rows: sameRows });

/** Gives rows a label column of a name that is free, and colours by it. @param values by row; null: none */
export async function labelRows(wanted: string, values: readonly (string | null)[]): Promise<boolean> {
  const { set } = session;
  if (set === null || values.length !== set.occurrences.length || values.every((value) => value === null)) return false;
  const { name } = addColumn(set, wanted, values);
  return edit({ step: { name: stepWords.labelColumn(name) }, change: (now) => addColumn(now, wanted, values).set, rows: sameRows, colouring: `label:${name}` });
}

function senseStep(sense: string | null): string {
  const label = session.set?.senses.find(({ id }) => id === sense)?.label;
  return label === undefined ? stepWords.noSense : stepWords.sense(label);
}

/** Gives the selection the n-th sense of the set, from 1; 0: none. False where there is nothing to do it to. */
export function giveNthSense(n: number): boolean {
  const sense = n === 0 ? null : session.set?.senses[n - 1]?.id;
  if (selection.rows.length === 0 || sense === undefined) return false;
  void giveSense(sense);
  return true;
}

/** Makes a sense of the selection. */
export const nameSense = (label: string): Promise<boolean> =>
  (label.trim() === '' ? Promise.resolve(false) : edit({ step: { name: stepWords.sense(label.trim()) }, change: (set) => addSense(set, label, selection.rows), rows: sameRows }));

export async function deleteSelected(): Promise<boolean> {
  const { rows } = selection;
  if (rows.length === 0) return false;
  if (rows.length >= session.occurrences.length) {
    notices.show({ kind: 'note', message: noticesWords.lastSentence });
    return false;
  }
  return edit({ step: { name: stepWords.sentencesDeleted(rows.length) }, change: (set) => removeRows(set, rows), rows: () => [] });
}

export const changeSentence = (row: number, sentence: MarkedSentence): Promise<boolean> => edit({
  step: { name: stepWords.sentenceChanged },
  change: (set) => {
    const { text, charStart, charEnd } = set.occurrences[row] ?? sentence;
    return text === sentence.text && charStart === sentence.charStart && charEnd === sentence.charEnd ? set : replaceSentence(set, row, sentence);
  },
  rows: () => [row],
});

/** @param position where it was shown; else it is placed among the others */
export const appendSentence = (sentence: MarkedSentence, position: KnownPlace['position'] | null = null): Promise<boolean> => {
  const row = session.occurrences.length;
  return edit({ step: { name: stepWords.sentenceNew }, change: (set) => addSentence(set, sentence), rows: () => [row], known: position === null ? null : { row, position } });
};

/** Several at once, each placed among the others. */
export const appendSentences = (sentences: readonly MarkedSentence[]): Promise<boolean> => {
  const row = session.occurrences.length;
  return edit({
    step: { name: sentences.length === 1 ? stepWords.sentenceNew : stepWords.sentencesNew(sentences.length) },
    change: (set) => sentences.reduce(addSentence, set),
    rows: () => sentences.map((_, index) => row + index),
  });
};

/** The selection as a set of its own, which is opened. */
export async function saveSelection(): Promise<boolean> {
  const { set } = session;
  if (set === null || selection.rows.length === 0) return false;
  const next = subsetOf(set, selection.rows, freeTitle(setsWords.selectionTitle(set.title, selection.rows.length), ownTitles()));
  const shown = openSet(next);
  void keep(next, shown);
  return shown;
}
