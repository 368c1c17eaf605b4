import type { EmbeddingSummary, GhostVectors } from '@contract/embedding';
import type { SentenceSet } from '@contract/occurrence';
import { contexture } from '../api/contexture';
import { bestLayer } from '../state/best-layer';
import { concordance } from '../state/concordance.svelte';
import { changeOf, isSameTarget, movedFilter, NO_FILTER, NO_SELECTION, selectedRows, type SessionDocument } from '../state/document';
import { current } from '../state/document.svelte';
import type { Step } from '../state/history';
import { inspection } from '../state/inspection.svelte';
import { library } from '../state/library.svelte';
import { mapControls } from '../state/map.svelte';
import { ownPrompt } from '../state/model-facts';
import { notices } from '../state/notices.svelte';
import { selection } from '../state/selection.svelte';
import { haveSameTexts } from '../state/set-edits';
import { session } from '../state/session.svelte';
import { settings } from '../state/settings.svelte';
import { typed } from '../state/typed.svelte';
import { shapeOfTarget, type Target, type View } from '../state/view';
import { embed, fetchLayer } from './embedding';
import { cancelled, report } from './failures';
import { forgetPieces } from './inspecting';
import { runLatest, type TellStep } from './latest';
import { rowsBefore } from './map-continuity';
import { projectCloud } from './project-cloud';
import { projectStatic } from './project-static';
import { standingMap, type KnownPlace } from './standing-map';
import { textbookRows } from './selecting';
import { sceneBusy, sceneKept } from './shown';
import { pauseTyped, retype } from './typing';

/** The set on screen was edited: its map stands. */
export interface SetEdit {
  /** What is selected then; null: what is selected by then. */
  readonly rows: readonly number[] | null;
  readonly known?: KnownPlace | null;
  /** What the edit is called, and the set that undoing it brings back; null: it was recorded already. */
  readonly made?: { readonly step: Step; readonly from: SentenceSet } | null;
}

type Change = Partial<Target> & {
  readonly isFresh?: boolean;
  readonly edit?: SetEdit;
  /** An earlier or later document that takes the place of this one. */
  readonly restored?: SessionDocument;
};

/** Layers that are passed quickly are one step. */
const LAYER_RUN = { kind: 'layer', withinMs: 1000 } as const;

/** The set for which a summary was asked: the recall of senses in it is that of its labels. */
const askedFor = new WeakMap<EmbeddingSummary, SentenceSet>();

/** A model that is opened without a wish for a layer is looked at where it separates the senses best, or where it is deepest. */
interface Wish {
  readonly target: Target;
  readonly edit: SetEdit | null;
  readonly restored: SessionDocument | null;
  readonly isLayerOpen: boolean;
}

const lastLayer = (target: Pick<Target, 'model' | 'pooling'>): number => shapeOfTarget(target).nLayers - 1;

/** Whole sentences have a map of their own vectors in every model; words share one vector a form in a static one. */
const mapKind = ({ model, pooling }: Pick<Target, 'model' | 'pooling'>): 'static' | 'contextual' => (model.kind === 'static' && pooling !== 'sentence' ? 'static' : 'contextual');

/** What is asked for now plus `change`. */
function targetWith(change: Change): Wish | null {
  const now = session.target;
  const set = change.set ?? now?.set;
  const model = change.model ?? now?.model;
  if (set === undefined || model === undefined) return null;
  const isSameModel = now !== null && now.model.id === model.id;
  const pooling = change.pooling ?? now?.pooling ?? settings.saved.pooling;
  // A sentence's own vector has no layers to go on with.
  const isSameStack = isSameModel && lastLayer(now) === lastLayer({ model, pooling });
  const keptLayer = isSameStack ? now.layer : lastLayer({ model, pooling });
  const kind = mapKind({ model, pooling });
  const target: Target = {
    set, model, pooling,
    prompt: pooling === 'sentence' ? change.prompt ?? (isSameModel && now.pooling === 'sentence' ? now.prompt : ownPrompt(model)) : ownPrompt(model),
    device: change.device ?? now?.device ?? settings.saved.device,
    layer: Math.min(change.layer ?? keptLayer, lastLayer({ model, pooling })),
    projection: change.projection ?? (now !== null && mapKind(now) === kind ? now.projection : mapControls.lastUsed[kind]),
  };
  return { target, edit: change.edit ?? null, restored: change.restored ?? null, isLayerOpen: change.layer === undefined && !isSameStack };
}

function reusableSummary(target: Target, isFresh: boolean): EmbeddingSummary | null {
  const view = session.view;
  const isSame = view !== null && view.set === target.set && view.model.id === target.model.id && view.pooling === target.pooling && view.prompt === target.prompt && view.device === target.device;
  return isSame && !isFresh && !session.areEmbeddingsLost && askedFor.get(view.summary) === target.set ? view.summary : null;
}

async function compute({ target: asked, edit, restored, isLayerOpen }: Wish, isFresh: boolean, signal: AbortSignal, tell: TellStep): Promise<View> {
  const summary = reusableSummary(asked, isFresh) ?? (await embed(asked, signal, tell));
  const target = isLayerOpen ? { ...asked, layer: bestLayer(summary.senseRecall, asked.set.occurrences.length) ?? asked.layer } : asked;
  session.areEmbeddingsLost = false;
  askedFor.set(summary, target.set);
  const picture = restored === null ? null : current.pictureOf(restored);
  if (picture?.summary.key === summary.key) return { ...picture, ...target, summary };
  const view = session.view;
  const isSamePlace = edit !== null && view !== null && isMapOf(view, target);
  const isSameLayer = view !== null && ((view.summary === summary && view.layer === target.layer) || (isSamePlace && haveSameTexts(view.set, target.set)));
  if (isSamePlace && isSameLayer) return { ...target, summary, vectors: view.vectors, ghosts: view.ghosts, map: view.map };
  const vectors = isSameLayer ? view.vectors : await fetchLayer(summary, target.layer, signal);
  // A static model's word has no context-free twin: it is one.
  const ghosts: GhostVectors | null = target.model.kind === 'static' ? null : isSameLayer ? view.ghosts : await contexture.ghosts({ key: summary.key, layer: target.layer });
  if (signal.aborted) throw cancelled();
  if (isSamePlace && view.map.kind === 'cloud') {
    tell('Placing what is new');
    const standing = await standingMap({ ...view, map: view.map }, target, summary, vectors, ghosts, edit.known ?? null, signal);
    signal.throwIfAborted();
    if (standing !== null) return { ...target, summary, vectors, ...standing };
  }
  const map = mapKind(target) === 'static' ? await projectStatic(target, summary, vectors, signal, tell) : await projectCloud(target, summary, vectors, ghosts, view, signal, tell);
  return { ...target, summary, vectors, ghosts, map };
}

/** Whether the map on screen is one of the target's, but for the set. */
const isMapOf = (view: View, target: Target): boolean => view.model.id === target.model.id && view.pooling === target.pooling && view.prompt === target.prompt && view.device === target.device
  && view.layer === target.layer && JSON.stringify(view.projection) === JSON.stringify(target.projection);

/** Everything that belonged to another set goes; the selection outlives a change of model, layer or map. */
function commit(view: View, { edit, restored }: Wish): void {
  const before = session.view;
  // The copy of a preset that is edited stands in the preset's place.
  const isNewSet = edit === null && before?.set.id !== view.set.id;
  if (before?.model.id !== view.model.id || (edit !== null && before.set.occurrences !== view.set.occurrences && !haveSameTexts(before.set, view.set))) forgetPieces();
  if (isNewSet) {
    selection.hover = null;
    inspection.clear();
    typed.clear();
    concordance.distancesFromA = null;
    mapControls.cursorRow = null;
  }
  mapControls.lastUsed[mapKind(view)] = view.projection;
  if (restored !== null) current.restore(restored, view);
  else {
    record(before, view, edit);
    current.show(view, isNewSet ? partsOfNew(view) : partsOfEdited(before, view, edit));
  }
  session.wanted = null;
  session.page = 'cloud';
  if (isNewSet) notices.keepFor(view.set.id);
  notices.clearErrors();
  tellFallBack(view);
  if (!isNewSet && typed.text !== '') retype();
}

/** The first view of a window is no step. */
function record(before: View | null, view: View, edit: SetEdit | null): void {
  if (before === null || edit?.made === null) return;
  if (edit?.made !== undefined) recordEdit(edit.made);
  else if (!isSameTarget(before, view)) {
    const isOnlyLayer = isSameTarget({ ...before, layer: view.layer }, view);
    current.record({ name: changeOf(before, view), ...(isOnlyLayer ? { run: LAYER_RUN } : {}) });
  }
}

/** Records an edit; undoing it brings back the set `from`, which a preset's own copy is, too. */
export function recordEdit({ step, from }: NonNullable<SetEdit['made']>): void {
  const left = current.left();
  if (left.target === null || current.view === null || left.target.set === from) current.record(step, left);
  else current.record(step, current.pictured(left, { ...current.view, set: from }));
}

function partsOfNew({ set: { occurrences } }: View): Partial<Omit<SessionDocument, 'target'>> {
  // A handful of sentences that belong together are there to be compared: all are selected from the start.
  const textbook = textbookRows(occurrences);
  const { list } = current.document;
  return {
    selected: textbook.length === occurrences.length ? selectedRows(textbook) : NO_SELECTION, filter: NO_FILTER,
    list: list.sort === 'nearest' ? { ...list, sort: 'before' } : list,
  };
}

function partsOfEdited(before: View | null, view: View, edit: SetEdit | null): Partial<Omit<SessionDocument, 'target'>> {
  const { filter } = current.document;
  return {
    ...(before === null || before.set.occurrences === view.set.occurrences ? {} : { filter: movedFilter(filter, rowsBefore(before.set.occurrences, view.set.occurrences)) }),
    ...(edit === null || edit.rows === null ? {} : { selected: selectedRows(edit.rows) }),
  };
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
      commit(view, wish);
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
  const setId = set.id;
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
  if (target === null || layer < 0 || layer > lastLayer(target) || layer === target.layer) return;
  await show({ layer });
}

export async function switchPooling(pooling: Target['pooling']): Promise<void> {
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
    kind: 'error', message: 'The model stopped. Your sentences are safe.',
    action: { label: 'Restart it', run: () => { void show({ isFresh: true }); } },
  });
}
