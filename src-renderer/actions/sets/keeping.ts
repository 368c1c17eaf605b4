import { toEnvelope } from '@contract/failure';
import type { SentenceSet } from '@contract/occurrence';
import { contexture } from '../../api/contexture';
import { library } from '../../state/library.svelte';
import { notices } from '../../state/notices.svelte';
import { session } from '../../state/session.svelte';
import { settings } from '../../state/settings.svelte';
import { attempt, report } from '../failures';
import { painted } from '../view/painted';
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
    await painted();
    await contexture.saveKeptSet(set);
    library.markKept(set.id, true);
  } catch (error) {
    library.markKept(set.id, false);
    await shown.catch(() => undefined);
    report(error, { label: 'Try again', run: () => { void keep(library.opened.get(set.id) ?? set); } });
  }
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
  notices.show({ kind: 'note', message: `Deleted “${listed.title}”.`, action: { label: 'Undo', run: () => { attempt(undelete); } } });
}

async function unlessOnly(inMemory: SentenceSet | undefined, onDisk: Promise<unknown>): Promise<void> {
  try {
    await onDisk;
  } catch (error) {
    if (inMemory === undefined || toEnvelope(error).code !== 'not-found') throw error;
  }
}
