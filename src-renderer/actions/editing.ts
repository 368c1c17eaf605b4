import type { SentenceSet } from '@contract/occurrence';
import { library } from '../state/library.svelte';
import { notices } from '../state/notices.svelte';
import { selection } from '../state/selection.svelte';
import { session } from '../state/session.svelte';
import { addSense, addSentence, freeTitle, haveSameTexts, ownCopyOf, removeRows, renameSet, replaceSentence, rowsAfter, setSense, subsetOf, type Sentence } from '../state/set-edits';
import { setHistory } from '../state/set-history';
import { contexture } from '../api/contexture';
import { keep } from './keeping';
import { selectRows } from './selecting';
import { openSet } from './sets';
import type { KnownPlace } from './standing-map';
import { show } from './view';

const titles = (): string[] => library.own.map(({ title }) => title);

/** The set that can be edited now; null while it is being read or changed. */
function editable(): SentenceSet | null {
  const { view, wanted } = session;
  if (view === null) return null;
  if (wanted === null || wanted.set === view.set) return view.set;
  notices.show({ kind: 'note', message: 'The sentences are being read. Change them when that is done, or cancel it.' });
  return null;
}

/**
 * Puts `next` in the place of the set on screen and keeps it. Labels change at once; new sentences are read first, and where that fails
 * everything stays as it was.
 */
async function putInPlace(next: SentenceSet, rows: readonly number[], known: KnownPlace | null = null): Promise<boolean> {
  const { view } = session;
  if (view === null) return false;
  const isRelabelled = haveSameTexts(view.set, next);
  if (isRelabelled) {
    // Another array of the same numbers: what was measured of the vectors by sense is measured again.
    session.view = { ...view, set: next, vectors: view.vectors.subarray() };
    // The list begins anew with another set; selected again, the rows come into sight.
    if (next.id !== view.set.id) selectRows(rows);
  }
  const shown = show({ set: next, edit: { rows: isRelabelled ? null : rows, known } });
  const isShown = isRelabelled || await shown;
  if (isShown) {
    library.remember(next);
    void keep(next, shown);
  }
  return isShown;
}

/** Edits the set on screen; a preset makes way for a copy of one's own. @param rows what is selected then */
async function edit(change: (set: SentenceSet) => SentenceSet, rows: (next: SentenceSet) => readonly number[], known: KnownPlace | null = null): Promise<boolean> {
  const now = editable();
  if (now === null || change(now) === now) return false;
  const own = now.origin === 'own' ? now : ownCopyOf(now, titles());
  const next = change(own);
  const isDone = await putInPlace(next, rows(next), known);
  if (isDone) setHistory.record(own);
  return isDone;
}

const sameRows = (): readonly number[] => selection.rows;

/** Renames an own set, open or not. */
export async function renameOwn(id: string, wanted: string): Promise<void> {
  const title = wanted.trim();
  const listed = library.own.find((other) => other.id === id);
  if (title === '' || listed === undefined || listed.title === title) return;
  const set = library.opened.get(id);
  if (session.set?.id === id) await edit((now) => renameSet(now, title), sameRows);
  else if (set === undefined) {
    await contexture.renameKeptSet(id, title);
    library.list({ ...listed, title });
  } else {
    const next = renameSet(set, title);
    setHistory.record(set);
    library.remember(next);
    await keep(next);
  }
}

/** Gives the selection a sense; null takes it away. */
export const giveSense = (sense: string | null): Promise<boolean> => edit((set) => setSense(set, selection.rows, sense), sameRows);

/** Gives the selection the n-th sense of the set, from 1; 0: none. False where there is nothing to do it to. */
export function giveNthSense(n: number): boolean {
  const sense = n === 0 ? null : session.set?.senses[n - 1]?.id;
  if (selection.rows.length === 0 || sense === undefined) return false;
  void giveSense(sense);
  return true;
}

/** Makes a sense of the selection. */
export const nameSense = (label: string): Promise<boolean> =>
  (label.trim() === '' ? Promise.resolve(false) : edit((set) => addSense(set, label, selection.rows), sameRows));

export async function deleteSelected(): Promise<boolean> {
  const { rows } = selection;
  if (rows.length === 0) return false;
  if (rows.length >= session.occurrences.length) {
    notices.show({ kind: 'note', message: 'A set has at least one sentence. Keep one, or delete the whole set from the list of sets.' });
    return false;
  }
  return edit((set) => removeRows(set, rows), () => []);
}

export const changeSentence = (row: number, sentence: Sentence): Promise<boolean> => edit((set) => {
  const { text, charStart, charEnd } = set.occurrences[row] ?? sentence;
  return text === sentence.text && charStart === sentence.charStart && charEnd === sentence.charEnd ? set : replaceSentence(set, row, sentence);
}, () => [row]);

/** @param position where it was shown; else it is placed among the others */
export const appendSentence = (sentence: Sentence, position: KnownPlace['position'] | null = null): Promise<boolean> => {
  const row = session.occurrences.length;
  return edit((set) => addSentence(set, sentence), () => [row], position === null ? null : { row, position });
};

/** The selection as a set of its own, which is opened. */
export async function saveSelection(): Promise<boolean> {
  const { set } = session;
  if (set === null || selection.rows.length === 0) return false;
  const next = subsetOf(set, selection.rows, freeTitle(`${set.title}, ${selection.rows.length} sentences`, titles()));
  const shown = openSet(next);
  void keep(next, shown);
  return shown;
}

export async function undo(): Promise<void> {
  const now = editable();
  const earlier = now === null ? null : setHistory.earlier(now.id);
  if (now === null || earlier === null) return;
  if (await putInPlace(earlier, rowsAfter(now, earlier, selection.rows))) setHistory.undone(now);
}

export async function redo(): Promise<void> {
  const now = editable();
  const later = now === null ? null : setHistory.later(now.id);
  if (now === null || later === null) return;
  if (await putInPlace(later, rowsAfter(now, later, selection.rows))) setHistory.redone(now);
}
