import type { SentenceSet } from '@contract/occurrence';
import { contexture } from '../api/contexture';
import { library } from '../state/library.svelte';
import { notices } from '../state/notices.svelte';
import { session } from '../state/session.svelte';
import { settings } from '../state/settings.svelte';
import { renameSet } from '../state/set-edits';
import { setHistory } from '../state/set-history';
import { attempt, report } from './failures';
import { openOwn, openPreset } from './sets';

/** Reads what is in the library; presets can be used meanwhile. */
export async function loadKept(): Promise<void> {
  const { sets, problem } = await contexture.listKeptSets();
  for (const set of sets) if (!library.own.some(({ id }) => id === set.id)) library.list(set);
  // A note, because opening a set clears errors away.
  if (problem !== null) notices.show({ kind: 'note', message: problem });
}

/** Writes an own set to the library. Where that fails it is said once `shown` is over, and the word index marks the set. */
export async function keep(set: SentenceSet, shown: Promise<unknown> = Promise.resolve()): Promise<void> {
  if (settings.isSnapshot || set.origin !== 'own') return;
  try {
    await contexture.saveKeptSet(set);
    library.markKept(set.id, true);
  } catch (error) {
    library.markKept(set.id, false);
    await shown.catch(() => undefined);
    report(error, { label: 'Try again', run: () => { void keep(library.opened.get(set.id) ?? set); } });
  }
}

/** Renames an own set, open or not. */
export async function renameOwn(id: string, wanted: string): Promise<void> {
  const title = wanted.trim();
  const listed = library.own.find((other) => other.id === id);
  if (title === '' || listed === undefined || listed.title === title) return;
  const set = library.opened.get(id);
  if (set === undefined) {
    await contexture.renameKeptSet(id, title);
    library.list({ ...listed, title });
    return;
  }
  const next = renameSet(set, title);
  setHistory.record(set);
  library.remember(next);
  if (session.view?.set === set) session.view = { ...session.view, set: next };
  await keep(next);
}

/** Puts an own set aside; until the next start it can be brought back. */
export async function deleteOwn(id: string): Promise<void> {
  const listed = library.own.find((other) => other.id === id);
  if (listed === undefined) return;
  const set = library.opened.get(id);
  const isUnkept = library.unkept.has(id);
  if (!isUnkept) await contexture.deleteKeptSet(id);
  const wasOpen = session.target?.set.id === id;
  library.forget(id);
  library.markKept(id, true);
  const [preset] = library.presets;
  if (wasOpen && preset !== undefined) await openPreset(preset.id);
  const undelete = async (): Promise<void> => {
    // What never was on disk comes back from memory.
    if (!isUnkept) await contexture.undeleteKeptSet(id);
    library.list(listed);
    if (set !== undefined) library.remember(set);
    if (isUnkept && set !== undefined) await keep(set);
    if (wasOpen) await openOwn(id);
  };
  notices.show({ kind: 'note', message: `Deleted “${listed.title}”.`, action: { label: 'Undo', run: () => { attempt(undelete); } } });
}
