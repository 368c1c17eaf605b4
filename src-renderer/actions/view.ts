import type { EmbeddingSummary, GhostVectors } from '@contract/embedding';
import { contexture } from '../api/contexture';
import { bestLayer } from '../state/best-layer';
import { concordance } from '../state/concordance.svelte';
import { inspection } from '../state/inspection.svelte';
import { library } from '../state/library.svelte';
import { mapControls } from '../state/map.svelte';
import { notices } from '../state/notices.svelte';
import { selection } from '../state/selection.svelte';
import { session } from '../state/session.svelte';
import { settings } from '../state/settings.svelte';
import { typed } from '../state/typed.svelte';
import type { Target, View } from '../state/view';
import { embed, fetchLayer } from './embedding';
import { cancelled, report } from './failures';
import { forgetPieces } from './inspecting';
import { runLatest, type TellStep } from './latest';
import { projectCloud } from './project-cloud';
import { projectStatic } from './project-static';
import { selectRows, textbookRows } from './selecting';
import { sceneBusy, sceneKept } from './shown';
import { pauseTyped, retype } from './typing';

type Change = Partial<Target> & { readonly isFresh?: boolean };

/** A model that is opened without a wish for a layer is looked at where it separates the senses best, or where it is deepest. */
interface Wish {
  readonly target: Target;
  readonly isLayerOpen: boolean;
}

const lastLayer = (nLayers: number): number => nLayers - 1;

/** Whole sentences have a map of their own vectors in every model; words share one vector a form in a static one. */
const mapKind = ({ model, pooling }: Pick<Target, 'model' | 'pooling'>): 'static' | 'contextual' => (model.kind === 'static' && pooling !== 'sentence' ? 'static' : 'contextual');

/** What is asked for now plus `change`. */
function targetWith(change: Change): Wish | null {
  const now = session.target;
  const set = change.set ?? now?.set;
  const model = change.model ?? now?.model;
  if (set === undefined || model === undefined) return null;
  const isSameModel = now !== null && now.model.id === model.id;
  const keptLayer = isSameModel ? now.layer : lastLayer(model.nLayers);
  const pooling = change.pooling ?? now?.pooling ?? settings.saved.pooling;
  const kind = mapKind({ model, pooling });
  const target: Target = {
    set, model, pooling,
    device: change.device ?? now?.device ?? settings.saved.device,
    layer: Math.min(change.layer ?? keptLayer, lastLayer(model.nLayers)),
    projection: change.projection ?? (now !== null && mapKind(now) === kind ? now.projection : mapControls.lastUsed[kind]),
  };
  return { target, isLayerOpen: change.layer === undefined && !isSameModel };
}

function reusableSummary(target: Target, isFresh: boolean): EmbeddingSummary | null {
  const view = session.view;
  const isSame = view !== null && view.set === target.set && view.model.id === target.model.id && view.pooling === target.pooling && view.device === target.device;
  return isSame && !isFresh && !session.areEmbeddingsLost ? view.summary : null;
}

async function compute({ target: asked, isLayerOpen }: Wish, isFresh: boolean, signal: AbortSignal, tell: TellStep): Promise<View> {
  const summary = reusableSummary(asked, isFresh) ?? (await embed(asked, signal, tell));
  const target = isLayerOpen ? { ...asked, layer: bestLayer(summary.senseRecall, asked.set.occurrences.length) ?? asked.layer } : asked;
  session.areEmbeddingsLost = false;
  const view = session.view;
  const isSameLayer = view !== null && view.summary === summary && view.layer === target.layer;
  const vectors = isSameLayer ? view.vectors : await fetchLayer(summary, target.layer, signal);
  // A static model's word has no context-free twin: it is one.
  const ghosts: GhostVectors | null = target.model.kind === 'static' ? null : isSameLayer ? view.ghosts : await contexture.ghosts({ key: summary.key, layer: target.layer });
  if (signal.aborted) throw cancelled();
  const map = mapKind(target) === 'static' ? await projectStatic(target, summary, vectors, signal, tell) : await projectCloud(target, summary, vectors, ghosts, view, signal, tell);
  return { ...target, summary, vectors, ghosts, map };
}

/** Everything that belonged to another set goes; the selection outlives a change of model, layer or map. */
function commit(view: View): void {
  const isNewSet = session.view?.set.id !== view.set.id;
  if (session.view?.model.id !== view.model.id) forgetPieces();
  if (isNewSet) {
    selection.clear();
    inspection.clear();
    typed.clear();
    mapControls.cursorRow = null;
  }
  mapControls.lastUsed[mapKind(view)] = view.projection;
  session.view = view;
  session.wanted = null;
  session.page = 'cloud';
  if (isNewSet) {
    concordance.reset();
    // A handful of sentences that belong together are there to be compared: all are selected from the start.
    const textbook = textbookRows(view.set.occurrences);
    if (textbook.length === view.set.occurrences.length) selectRows(textbook);
  }
  notices.clearErrors();
  tellFallBack(view);
  if (!isNewSet && typed.text !== '') retype();
}

const toldFallBacks = new Set<string>();

/** A device that did not serve is told of once; afterwards the indicator's mark is enough. */
function tellFallBack({ summary: { device } }: View): void {
  if (device.note === undefined || toldFallBacks.has(device.note)) return;
  toldFallBacks.add(device.note);
  notices.show({ kind: 'note', message: device.note });
}

/** Whether no newer request has put its own target there. */
const isNewest = (target: Target): boolean => session.wanted === target || session.wanted === null;

/**
 * Computes and shows what `change` asks for; until then the previous view stays. Resolves to false when it was replaced or cancelled.
 * `isFresh` embeds again even where nothing changed.
 */
export async function show(change: Change): Promise<boolean> {
  const wish = targetWith(change);
  if (wish === null) return false;
  const { target } = wish;
  session.wanted = target;
  if (session.isModelChanging) pauseTyped();
  sceneBusy();
  let isShown = false;
  try {
    isShown = await runLatest(`Opening ${target.set.title}`, async (signal, tell) => {
      const view = await compute(wish, change.isFresh ?? false, signal, tell);
      if (signal.aborted) throw cancelled();
      commit(view);
      remember(view);
    });
    return isShown;
  } catch (error) {
    report(error, { label: 'Try again', run: () => { void show({ ...target, isFresh: true }); } });
    return false;
  } finally {
    if (isNewest(target)) {
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

function remember({ set, model, pooling, device }: View): void {
  if (settings.isSnapshot) return;
  const setId = set.origin === 'preset' ? set.id : settings.saved.setId;
  const { saved } = settings;
  if (saved.started && saved.setId === setId && saved.modelId === model.id && saved.pooling === pooling && saved.device === device) return;
  contexture.updateSettings({ started: true, setId, modelId: model.id, pooling, device }).then((next) => { settings.saved = next; }, report);
}

export async function switchModel(modelId: string): Promise<void> {
  const model = library.modelById(modelId);
  if (model !== null && model.id !== session.target?.model.id) await show({ model });
}

export async function switchLayer(layer: number): Promise<void> {
  const target = session.target;
  if (target === null || layer < 0 || layer >= target.model.nLayers || layer === target.layer) return;
  await show({ layer });
}

export async function switchPooling(pooling: Target['pooling']): Promise<void> {
  if (pooling !== session.target?.pooling) await show({ pooling });
}

/** Draws the map again with the settings in the popover. */
export const recompute = async (): Promise<void> => { await show({ projection: mapControls.draft }); };

/** The inference process died: the scene stays, its vectors are gone until somebody asks for them again. */
export function inferenceStopped(): void {
  session.areEmbeddingsLost = true;
  notices.show({
    kind: 'error', message: 'The model stopped. Your sentences are safe.',
    action: { label: 'Restart it', run: () => { void show({ isFresh: true }); } },
  });
}
