import type { EmbeddingSummary } from '@contract/embedding';
import type { ModelCard } from '@contract/model-card';
import type { SavedDocument, SavedSession, SavedView } from '@contract/sessions/saved-session';
import type { SentenceSet } from '@contract/occurrence';
import { filterOf, savedFilterOf } from '../../state/bookmarks/kept-parts';
import { EMPTY_DOCUMENT, targetOf, type SessionDocument } from '../../state/document';
import { SORT_KEYS, type SortKey } from '../../sets/row-order';
import type { CloudMap, StaticMap, View } from '../../state/view';
import { findingsOf, savedFindingsOf } from './saved-findings';

/** A card as its file has it, without what this computer knows of the model. */
function cardOf({ id, name, kind, architecture, nLayers, dim, nParameters, licence, source, madeBy, tokenizer, background, files, maxTokens, sentence }: ModelCard): ModelCard {
  return {
    id,
    name,
    kind,
    architecture,
    nLayers,
    dim,
    nParameters,
    licence,
    source,
    madeBy,
    tokenizer,
    background,
    files,
    ...(maxTokens === undefined ? {} : { maxTokens }),
    ...(sentence === undefined ? {} : { sentence }),
  };
}

/** Without what it was beside the map before; of a map along an axis the one in whose place it stands. */
function cloudOf(map: CloudMap): Omit<CloudMap, 'stands' | 'along'> {
  const kept: { -readonly [K in keyof CloudMap]: CloudMap[K] } = { ...map.along?.over ?? map };
  delete kept.stands;
  delete kept.along;
  return kept;
}

const mapOf = (map: CloudMap | StaticMap): SavedView['map'] => (map.kind === 'static' ? map : cloudOf(map));

function savedView({ set, model, pooling, prompt, device, layer, mix, mode, projection, summary, mixed, vectors, ghosts, map, journey }: View): SavedView {
  return {
    set, model: cardOf(model), pooling, prompt, device, layer, mix, mode, projection, summary, mixed, vectors, ghosts, map: mapOf(map),
    journey: journey === null ? null : { ...journey, stops: journey.stops.map((stop) => ({ ...stop, map: cloudOf(stop.map) })) },
  };
}

/** What a session file keeps beside the picture. @param set on screen */
export function savedDocumentOf(document: SessionDocument, set: SentenceSet): SavedDocument {
  const { selected, filter, list, mapLook, colouring, camera, bookmarks, named, tried } = document;
  return {
    ...savedFindingsOf(document, set), selected, list, mapLook, colouring, camera, bookmarks, named, filter: savedFilterOf(filter), ...(tried.length === 0 ? {} : { tried }) };
}

/** All that a session file keeps of what is on screen. @param sets others that bookmarks and named selections are of */
export function sessionOf(document: SessionDocument, view: View, sets: readonly SentenceSet[]): SavedSession {
  return { document: savedDocumentOf(document, view.set), view: savedView(view), left: view.left === null ? null : savedView(view.left), sets };
}

/** The view and the document that a session was saved from. */
export function viewOf({ document, view, left }: Omit<SavedSession, 'sets'>): { readonly document: SessionDocument; readonly view: View } {
  const other = left === null ? null : shownView(left, null, null);
  const beside = other === null ? null : { model: other.model, layer: other.layer, set: other.set.id === view.set.id ? null : other.set };
  const shown = shownView(view, other, beside);
  // Rows of one set are told by the set being the same.
  const whole = other !== null && beside?.set === null ? { ...shown, left: { ...other, set: shown.set } } : shown;
  const { selected, filter, list, mapLook, colouring, camera, bookmarks, named, tried = [] } = document;
  return {
    view: whole,
    document: {
      ...EMPTY_DOCUMENT,
      ...findingsOf(document, whole.set),
      target: targetOf(whole),
      selected,
      mapLook,
      colouring,
      camera,
      bookmarks,
      named,
      tried,
      list: { ...list, sort: sortKeyOf(list.sort) },
      filter: filterOf(filter),
    },
  };
}

/** An order that this version does not know gives way to the usual one. */
const sortKeyOf = (sort: string): SortKey => SORT_KEYS.find((key) => key === sort) ?? EMPTY_DOCUMENT.list.sort;

function shownView(saved: SavedView, left: View | null, beside: View['beside']): View {
  const { journey, map, summary, mixed, ...rest } = saved;
  const summaryOf = (one: SavedView['summary']): EmbeddingSummary => one;
  const at = journey?.stops[saved.layer];
  return {
    ...rest, precision: summary.precision ?? 'exact', beside, left, along: null, summary: summaryOf(summary), mixed: mixed === null ? null : summaryOf(mixed),
    // In a flight what is shown is one of its stops.
    ...(at === undefined ? { map } : { map: at.map, vectors: at.vectors, ghosts: at.ghosts }), journey,
  };
}
