import { tick } from 'svelte';
import type { SentenceSet } from '@contract/occurrence';
import { contexture } from '../../api/contexture';
import { current } from '../../state/document.svelte';
import { library } from '../../state/library.svelte';
import { mapControls } from '../../state/map.svelte';
import { notices } from '../../state/notices.svelte';
import { selection } from '../../state/selection.svelte';
import { session } from '../../state/session.svelte';
import { settings } from '../../state/settings.svelte';
import { typed } from '../../state/typed.svelte';
import type { ViewTarget, View } from '../../state/view';
import { everyLayerHere } from '../sessions/late-layers';
import { commit } from './commit-view';
import { compute } from './compute-view';
import { cancelled, report } from '../failures';
import { runLatest } from './latest';
import { painted } from './painted';
import { scene } from './scene-port';
import { sceneBusy, sceneKept } from './shown';
import { pauseTyped, retype } from '../typed/typing';
import { lastLayer, targetWith, type Change, type WantedView } from './wanted';
import { noticesWords } from '../../wording/interface/notices';
import { statusWords } from '../../wording/interface/status';

/** Whether no newer request has put its own target there. */
const isNewest = (target: ViewTarget): boolean => session.wanted === target || session.wanted === null;

/**
 * Computes and shows what `change` asks for; until then the previous view stays. Resolves to false when it was replaced or cancelled.
 * `isFresh` embeds again even where nothing changed.
 */
export async function show(change: Change): Promise<boolean> {
  const wish = targetWith(change);
  if (wish === null) return false;
  const { target } = wish;
  const isComing = isLargeOpened(wish);
  session.wanted = target;
  if (isComing) come(target.set);
  else current.coming = null;
  if (session.isModelChanging) pauseTyped();
  sceneBusy();
  let isShown = false;
  try {
    isShown = await runLatest(statusWords.opening(target.set.title), async (signal, tell) => {
      if (wish.stands || isComing) await painted();
      await everyLayerHere();
      signal.throwIfAborted();
      const view = await compute(wish, change.isFresh ?? false, signal, tell);
      if (signal.aborted) throw cancelled();
      commit(view, wish);
      remember(view);
    });
    return isShown;
  } catch (error) {
    report(error, { label: noticesWords.tryAgain, run: () => { void show({ ...target, isFresh: true }); } });
    return false;
  } finally {
    if (isNewest(target)) {
      if (!isShown && isComing) goBack();
      session.wanted = null;
      mapControls.preview = null;
    }
    if (!isShown) {
      sceneKept();
      // What was put off while another model was loading is placed among the view that stays.
      if (session.wanted === null && typed.text !== '' && typed.placed?.text !== typed.text) retype();
    }
  }
}

/** From so many occurrences on a set is listed before it has vectors: reading it takes a moment, embedding it long. */
const LARGE = 2_000;

const isLargeOpened = ({ target: { set }, edit, restored }: WantedView): boolean => edit === null && restored === null && set.occurrences.length >= LARGE && set.id !== current.view?.set.id;

/** The list shows the set at once, and the scene is empty: no point, figure or selection of the set before stands beside it. */
function come(set: SentenceSet): void {
  if (current.coming === null) current.amend({ camera: current.left().camera });
  selection.hover = null;
  current.coming = set;
}

/** The set before is on screen again, as it was looked at. */
function goBack(): void {
  current.coming = null;
  const { camera } = current.document;
  void tick().then(() => { if (camera !== null) scene()?.setCamera(camera); });
}

function remember({ set, model, pooling, device: used }: View): void {
  if (settings.isSnapshot) return;
  const setId = set.id;
  const { saved } = settings;
  // A server is chosen anew at every start.
  const device = used === 'server' ? saved.device : used;
  if (saved.started && saved.setId === setId && saved.modelId === model.id && saved.pooling === pooling && saved.device === device) return;
  contexture.updateSettings({ started: true, setId, modelId: model.id, pooling, device }).then((next) => { settings.saved = next; }, report);
}

export async function switchModel(modelId: string): Promise<void> {
  const model = library.modelById(modelId);
  if (model !== null && model.id !== session.target?.model.id) await show({ model });
}

export async function switchLayer(layer: number): Promise<void> {
  const target = session.target;
  if (target === null || layer < 0 || layer > lastLayer(target) || (layer === target.layer && target.mix === null)) return;
  await show({ layer });
}

export async function switchPooling(pooling: ViewTarget['pooling']): Promise<void> {
  if (pooling !== session.target?.pooling) await show({ pooling });
}

/** @param prompt name of one of the model's prompts; empty: none */
export async function switchPrompt(prompt: string): Promise<void> {
  if (prompt !== session.target?.prompt) await show({ prompt });
}

/** Draws the map again with the settings in the popover. */
export const recompute = async (): Promise<void> => { await show({ projection: mapControls.draft }); };

/** The inference process died: the scene stays, its vectors are gone until somebody asks for them again. */
export function inferenceStopped(): void {
  session.areEmbeddingsLost = true;
  notices.show({
    kind: 'error', message: noticesWords.modelStopped,
    action: { label: noticesWords.restartModel, run: () => { void show({ isFresh: true }); } },
  });
}
