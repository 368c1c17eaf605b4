import { newSetId } from '@contract/kept-sets';
import { NAME_CHARS, type NamedSelection } from '@contract/sessions/bookmark';
import { freeTitle } from '../../sets/set-edits';
import { bookmarks } from '../../state/bookmarks/bookmarks.svelte';
import { current } from '../../state/document.svelte';
import { selection } from '../../state/selection.svelte';
import { session } from '../../state/session.svelte';
import { selectRows } from './selecting';
import { bookmarksWords } from '../../wording/interface/bookmarks';
import { stepWords } from '../../wording/interface/steps';

const takenBut = (id: string | null): string[] => bookmarks.named.flatMap((one) => (one.id === id ? [] : [one.name]));

function change(step: string, named: readonly NamedSelection[]): void {
  current.change({ name: step }, { named });
}

/** Asks what the selection is called. */
export function askSelectionName(): void {
  if (selection.rows.length === 0) return;
  bookmarks.naming = { title: bookmarksWords.nameSelection, name: freeTitle(bookmarksWords.selectionNumber(bookmarks.named.length + 1), takenBut(null)), caption: null, done: nameSelection };
}

/** Keeps the selection with the set; a name that is taken gets a number. */
export function nameSelection(wanted: string): void {
  const { set } = session;
  const { rows } = selection;
  const name = wanted.trim().slice(0, NAME_CHARS - 6);
  if (set === null || rows.length === 0 || name === '') return;
  const named: NamedSelection = { id: newSetId(), set: set.id, name: freeTitle(name, takenBut(null)), rows };
  change(stepWords.selectionNamed(named.name), [...current.document.named, named]);
}

export function selectNamed({ name, rows }: NamedSelection): void {
  selectRows(rows.filter((row) => row < session.occurrences.length), stepWords.selection(name));
}

export function askNewSelectionName({ id, name }: NamedSelection): void {
  bookmarks.naming = { title: bookmarksWords.nameOfSelection, name, caption: null, done: (wanted) => { renameNamed(id, wanted); } };
}

export function renameNamed(id: string, wanted: string): void {
  const name = wanted.trim().slice(0, NAME_CHARS - 6);
  const before = bookmarks.named.find((one) => one.id === id);
  if (before === undefined || name === '' || name === before.name) return;
  change(stepWords.selectionName, current.document.named.map((one) => (one.id === id ? { ...one, name: freeTitle(name, takenBut(id)) } : one)));
}

/** The rows stay selected if they are. */
export function removeNamed({ id, name }: NamedSelection): void {
  change(stepWords.selectionDeleted(name), current.document.named.filter((one) => one.id !== id));
}
