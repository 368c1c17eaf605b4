import type { SentenceSet } from '@contract/occurrence';
import { contexture } from '../api/contexture';
import { library } from '../state/library.svelte';
import { session } from '../state/session.svelte';
import { settings } from '../state/settings.svelte';
import { show } from './view';

/** A preset's sentences, with what was added to them since the start. */
export async function loadPreset(id: string): Promise<SentenceSet> {
  return library.opened.get(id) ?? contexture.openPreset(id);
}

/** Opens a preset, as it was left if something was added to it. */
export async function openPreset(id: string): Promise<boolean> {
  return openSet(await loadPreset(id));
}

export async function openSet(set: SentenceSet): Promise<boolean> {
  library.remember(set);
  const model = session.target?.model ?? library.modelById(settings.saved.modelId) ?? library.models[0];
  // The page turns at once: the scene says what is being read while it is empty.
  session.page = 'cloud';
  return show(model === undefined ? { set } : { set, model });
}
