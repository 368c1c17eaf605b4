import type { EmbeddingSummary, GhostVectors } from '@contract/embedding';
import { Failure } from '@contract/failure';
import { isSameMix } from '@contract/layers/layer-mix';
import type { SentenceSet } from '@contract/occurrence';
import { contexture } from '../../api/contexture';
import { bestLayer } from '../../sets/best-layer';
import { isSameTarget } from '../../state/document';
import { current } from '../../state/document.svelte';
import { mapControls } from '../../state/map.svelte';
import { ownPrompt } from '../../wording/model-facts';
import { haveSameTexts } from '../../sets/set-edits';
import { session } from '../../state/session.svelte';
import { shownLayer, type Beside, type ViewTarget, type View } from '../../state/view';
import { requestEmbedding, fetchGhosts, fetchLayer } from './embedding';
import { cancelled } from '../failures';
import type { TellStep } from './latest';
import { projectAlong } from '../map/project-along';
import { projectCloud } from '../map/project-cloud';
import { projectJourney } from '../map/project-journey';
import { projectStatic } from '../map/project-static';
import { standingMap } from '../map/standing-map';
import { lastLayer, mapKind, type WantedView } from './wanted';
import { noticesWords } from '../../wording/interface/notices';
import { statusWords } from '../../wording/interface/status';

/** The set for which a summary was asked: the recall of senses in it is that of its labels. */
const askedFor = new WeakMap<EmbeddingSummary, SentenceSet>();

/** Tells that a summary was asked for this set by somebody else. */
export function wasAskedFor(summary: EmbeddingSummary, set: SentenceSet): void {
  askedFor.set(summary, set);
}

function reusableSummary(target: ViewTarget, view: View | null, isFresh: boolean): EmbeddingSummary | null {
  const isSame = view !== null && view.set === target.set && view.model.id === target.model.id && view.pooling === target.pooling && view.prompt === target.prompt && view.device === target.device
    && view.precision === target.precision;
  return isSame && !isFresh && askedFor.get(view.summary) === target.set ? view.summary : null;
}

/** The summary of the wanted mix, that of the view on screen where it is the same; null where a layer is wanted. */
async function mixedFor({ mix }: ViewTarget, view: View | null, summary: EmbeddingSummary, signal: AbortSignal): Promise<EmbeddingSummary | null> {
  if (mix === null) return null;
  if (view !== null && view.mixed !== null && view.summary === summary && isSameMix(view.mix, mix)) return view.mixed;
  const mixed = await contexture.mix({ key: summary.key, mix });
  if (signal.aborted) throw cancelled();
  return mixed;
}

/**
 * Computes what is wanted: the vectors, unless the view on screen has them, the ghosts and the map; in a comparison for either side.
 * @throws Failure as the model or the projection throws it, `cancelled` where the signal says so
 */
export async function compute(wanted: WantedView, isAskedFresh: boolean, signal: AbortSignal, tell: TellStep): Promise<View> {
  const isFresh = isAskedFresh || session.areEmbeddingsLost;
  const shown = current.view;
  const view = await computeCloud(wanted, shown, isFresh, signal, tell);
  session.areEmbeddingsLost = false;
  const { beside } = view;
  if (beside === null) return view.left === null ? view : { ...view, left: null };
  const before = view.left ?? shown?.left ?? null;
  const target = leftTarget(view, beside);
  const isKept = before !== null && !isFresh && beside.layer !== null && isSameTarget(before, target);
  // At first the left is turned like the right: it is the same sentences.
  const left = isKept
    ? before
    : await computeCloud(
        { target, edit: beside.set === null ? wanted.edit : null, restored: null, stands: false, isLayerOpen: beside.layer === null },
        before ?? view,
        isFresh,
        signal,
        tell,
      );
  return { ...view, left, beside: { ...beside, layer: left.layer } };
}

/** What stands at the left of a view: the same kind of vectors, by another model or of another layer. */
function leftTarget(view: ViewTarget, { model, layer, set }: Beside): ViewTarget {
  const { pooling } = view;
  const kind = mapKind({ model, pooling });
  const last = lastLayer({ model, pooling });
  return {
    ...view, set: set ?? view.set, model, prompt: ownPrompt(model), precision: model.id === view.model.id ? view.precision : 'exact', layer: Math.min(layer ?? last, last), mix: null, mode: 'cloud',
    along: null, beside: null, projection: mapKind(view) === kind ? view.projection : mapControls.lastUsed[kind],
  };
}

async function computeCloud({ target: asked, edit, restored, stands, isLayerOpen }: WantedView, shownView: View | null, isFresh: boolean, signal: AbortSignal, tell: TellStep): Promise<View> {
  // What is laid along an axis stands in the place of a map, from which other maps go on.
  const view = asked.along === null && shownView !== null ? withoutAxis(shownView) : shownView;
  const summary = reusableSummary(asked, view, isFresh) ?? (await requestEmbedding(asked, signal, tell));
  const target = isLayerOpen ? { ...asked, layer: bestLayer(summary.senseRecall, asked.set.occurrences.length) ?? asked.layer } : asked;
  askedFor.set(summary, target.set);
  if (target.mix !== null) tell(statusWords.mixingLayers);
  const mixed = await mixedFor(target, view, summary, signal);
  // Other labels: nothing that is drawn goes by them.
  if (stands && shownView !== null && isSameTarget(shownView, target)) return { ...shownView, ...target, summary, mixed };
  const picture = restored === null ? null : current.pictureOf(restored.document);
  if (picture?.summary.key === summary.key) return { ...picture, ...target, summary, mixed };
  if (target.mode === 'flight' || target.mode === 'strata') {
    const journey = await projectJourney(target, summary, view, signal, tell);
    const stop = journey.stops[target.layer];
    if (stop === undefined) throw new Failure('internal', noticesWords.noSuchLayer(target.layer));
    return { ...target, summary, mixed, ...stop, journey, left: null };
  }
  // What was looked at alone stands as it stood.
  if (
    view !== null &&
    view.journey === null &&
    view.summary === summary &&
    !isSameTarget(view, target) &&
    isSameTarget({ ...view, mode: target.mode, beside: target.beside }, target)
  )
    return { ...view, ...target, left: null };
  if (view !== null && view !== shownView && view.summary === summary && isSameTarget(view, target)) return { ...view, ...target, left: null };
  const isSamePlace = edit !== null && view !== null && isMapOf(view, target);
  const isSameLayer = view !== null && ((view.summary === summary && isSameShown(view, target)) || (isSamePlace && haveSameTexts(view.set, target.set)));
  if (isSamePlace && isSameLayer) return { ...target, summary, mixed, vectors: view.vectors, ghosts: view.ghosts, map: view.map, journey: null, left: null };
  const shown = shownLayer({ summary, mixed, layer: target.layer });
  const vectors = isSameLayer ? view.vectors : await fetchLayer(shown.summary, shown.layer, signal);
  // A static model's word has no context-free twin: it is one.
  const ghosts: GhostVectors | null = target.model.kind === 'static' ? null : isSameLayer ? view.ghosts : await fetchGhosts(shown.summary, shown.layer);
  if (signal.aborted) throw cancelled();
  if (isSamePlace && view.map.kind === 'cloud') {
    tell(statusWords.placingNew);
    const standing = await standingMap({ ...view, map: view.map }, target, shown.summary, vectors, ghosts, edit.known ?? null, signal);
    signal.throwIfAborted();
    if (standing !== null) return { ...target, summary, mixed, vectors, ...standing, journey: null, left: null };
  }
  if (target.along !== null)
    return {
      ...target,
      summary,
      mixed,
      vectors,
      ghosts,
      map: await projectAlong(target, target.along, shown.summary, vectors, ghosts, view, signal, tell),
      journey: null,
      left: null,
    };
  const map = mapKind(target) === 'static' ? await projectStatic(target, summary, vectors, signal, tell) : await projectCloud(target, shown.summary, vectors, ghosts, view, signal, tell);
  return { ...target, summary, mixed, vectors, ghosts, map, journey: null, left: null };
}

/** The same with the map in whose place the one along an axis stands. */
const withoutAxis = (view: View): View => (view.map.kind === 'cloud' && view.map.along !== undefined ? { ...view, along: null, map: view.map.along.over } : view);

/** Whether the layer on screen, or the mix, is the target's. */
const isSameShown = (view: View, target: ViewTarget): boolean => view.layer === target.layer && isSameMix(view.mix, target.mix);

/** Whether the map on screen is one of the target's, but for the set. */
const isMapOf = (view: View, target: ViewTarget): boolean => view.model.id === target.model.id && view.pooling === target.pooling && view.prompt === target.prompt && view.device === target.device
  && view.precision === target.precision && view.along === target.along && isSameShown(view, target) && view.journey === null && JSON.stringify(view.projection) === JSON.stringify(target.projection);
