import type { SentenceSet } from '@contract/occurrence';
import { contexture } from '../../api/contexture';
import { library } from '../../state/library.svelte';
import { session } from '../../state/session.svelte';
import { settings } from '../../state/settings.svelte';
import { show } from '../view/view';

export async function loadPreset(id: string): Promise<SentenceSet> {
  return library.opened.get(id) ?? contexture.openPreset(id);
}

/** A preset or an own set, as it is in this window. */
export async function openedSet(id: string): Promise<SentenceSet> {
  const isPreset = library.presets.some((preset) => preset.id === id);
  const here = isPreset ? await loadPreset(id) : library.opened.get(id);
  const set = here ?? await contexture.openKeptSet(id);
  if (here === undefined) library.takeUp(set);
  else library.remember(set);
  return set;
}

export async function openPreset(id: string): Promise<boolean> {
  return openSet(await loadPreset(id));
}

/** Opens a set of the library, with what was done to it since. */
export async function openOwn(id: string): Promise<boolean> {
  return openSet(await openedSet(id));
}

export async function openSet(set: SentenceSet): Promise<boolean> {
  library.remember(set);
  const model = session.target?.model ?? library.modelById(settings.saved.modelId) ?? library.models[0];
  // The page turns at once: the scene says what is being read while it is empty.
  session.page = 'cloud';
  return show(model === undefined ? { set } : { set, model });
}
