import { Failure, toEnvelope } from '@contract/failure';
import { changedElsewhere } from '@contract/kept-sets';
import type { SentenceSet } from '@contract/occurrence';
import { contexture } from '../../api/contexture';
import { current } from '../../state/document.svelte';
import { library } from '../../state/library.svelte';
import { notices } from '../../state/notices.svelte';
import { session } from '../../state/session.svelte';
import { settings } from '../../state/settings.svelte';
import { attempt, report } from '../failures';
import { painted } from '../view/painted';
import { ownCopyOf } from '../../sets/set-edits';
import { openOwn, openPreset, openSet } from './sets';
import { noticesWords } from '../../wording/interface/notices';

/** Reads what is in the library; presets can be used meanwhile. */
export async function loadKept(): Promise<void> {
  const { sets, problem } = await contexture.listKeptSets();
  for (const set of sets) if (!library.own.some(({ id }) => id === set.id)) library.list(set);
  // A note, because opening a set clears errors away.
  if (problem !== null) notices.show({ kind: 'note', message: problem });
}

/** Saves that are under way, by set. */
const saving = new Map<string, number>();

/** Whether a change of a set is on its way to the library. */
export const isBeingKept = (id: string): boolean => (saving.get(id) ?? 0) > 0;

/** Writes an own set to the library. Where that fails it is said once `shown` is over, and the word index marks the set. */
export async function keep(set: SentenceSet, shown: Promise<unknown> = Promise.resolve()): Promise<void> {
  if (settings.isSnapshot || set.origin !== 'own') return;
  saving.set(set.id, (saving.get(set.id) ?? 0) + 1);
  try {
    await painted();
    if (library.behind.has(set.id)) throw new Failure('conflict', changedElsewhere(set.title));
    await contexture.saveKeptSet(set);
    library.markKept(set.id, true);
  } catch (error) {
    library.markKept(set.id, false);
    await shown.catch(() => undefined);
    const here = (): SentenceSet => library.opened.get(set.id) ?? set;
    report(error, toEnvelope(error).code === 'conflict'
      ? { label: noticesWords.keepAsOwn, run: () => { attempt(() => keepAside(here())); } }
      : { label: noticesWords.tryAgain, run: () => { void keep(here()); } });
  } finally {
    const nMore = (saving.get(set.id) ?? 1) - 1;
    if (nMore === 0) saving.delete(set.id);
    else saving.set(set.id, nMore);
  }
}

/** Another window has changed it: it is read again when it is opened, and no undo writes over that. */
export function outdate(id: string): void {
  for (const { target } of current.history.values) if (target?.set.id === id) library.outdated.add(target.set);
  library.opened.delete(id);
  library.markKept(id, true);
}

/** What is here of a set that another window has changed becomes a set of its own, which is shown; the other one is read again when it is opened. */
async function keepAside(set: SentenceSet): Promise<void> {
  const own = ownCopyOf(set, library.own.map(({ title }) => title));
  if (current.document.target?.set.id === set.id) library.outdated.add(current.document.target.set);
  outdate(set.id);
  const shown = openSet(own);
  void keep(own, shown);
  await shown;
}

/** Puts an own set aside; until the next start it can be brought back. */
export async function deleteOwn(id: string): Promise<void> {
  const listed = library.own.find((other) => other.id === id);
  if (listed === undefined) return;
  // Whatever is still to be written of it comes first.
  await painted();
  const set = library.opened.get(id);
  // What never came to the disk lives in memory alone.
  const inMemory = library.unkept.has(id) ? set : undefined;
  await unlessOnly(inMemory, contexture.deleteKeptSet(id));
  const wasOpen = session.target?.set.id === id;
  library.forget(id);
  const [preset] = library.presets;
  if (wasOpen && preset !== undefined) await openPreset(preset.id);
  const undelete = async (): Promise<void> => {
    await unlessOnly(inMemory, contexture.undeleteKeptSet(id));
    if (inMemory !== undefined) await keep(inMemory);
    library.list(listed);
    if (set !== undefined) library.remember(set);
    if (wasOpen) await openOwn(id);
  };
  notices.show({ kind: 'note', message: noticesWords.setDeleted(listed.title), action: { label: noticesWords.undo, run: () => { attempt(undelete); } } });
}

async function unlessOnly(inMemory: SentenceSet | undefined, onDisk: Promise<unknown>): Promise<void> {
  try {
    await onDisk;
  } catch (error) {
    if (inMemory === undefined || toEnvelope(error).code !== 'not-found') throw error;
  }
}
