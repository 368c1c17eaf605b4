import type { CameraPose } from '@contract/camera';
import type { CharSpan } from '@contract/occurrence';
import type { Bookmark, NamedSelection } from '@contract/sessions/bookmark';
import { isSameMix } from '@contract/layers/layer-mix';
import { directionName, type FoundDirection } from '../sets/direction';
import type { FoundSenses } from '../sets/found-senses';
import type { SortKey } from '../sets/row-order';
import type { ViewMode } from '@contract/view-modes';
import type { Beside, ViewTarget, View } from './view';

export interface Selected {
  /** In the order in which they were chosen: A, B, C, … */
  readonly rows: readonly number[];
  /** Row that a Shift-click or Shift-arrow extends from. */
  readonly anchor: number | null;
}

/** What of the set is shown. */
export interface Filter {
  /** Legend entries that are switched off. */
  readonly hidden: ReadonlySet<string>;
  /** The one word form that is shown; null: all. */
  readonly onlyForm: string | null;
  /** Rows that are shown alone; null: all. */
  readonly onlyRows: ReadonlySet<number> | null;
  /** Rows that are hidden one by one. */
  readonly hiddenRows: ReadonlySet<number>;
  /** Text or /pattern/, and `column:value`. */
  readonly query: string;
}

/** How sentences are listed. */
export interface ListLook {
  readonly sort: SortKey;
  readonly isFullSentences: boolean;
}

/** What is drawn of the map beside its points. */
export interface MapLook {
  readonly areThreadsShown: boolean;
  readonly areLabelsShown: boolean;
  /** Whether near points are drawn as large as far ones. */
  readonly isOrthographic: boolean;
  /** In flight: over how many layers each trail goes back, 0…{@link MOST_TRAIL_LAYERS}. */
  readonly nTrailLayers: number;
}

export const MOST_TRAIL_LAYERS = 5;

/** A sentence that was sent off in the type bar, and the word in it; a whole sentence may have none. */
export interface Tried {
  readonly text: string;
  readonly span: CharSpan | null;
}

export const MOST_TRIED = 30;

/** All that a user has made of what is on screen, as one value: replaced whole by every step, brought back by undoing. */
export interface SessionDocument {
  /** What the picture was computed for; null: nothing was opened yet. */
  readonly target: ViewTarget | null;
  readonly selected: Selected;
  readonly filter: Filter;
  readonly list: ListLook;
  readonly mapLook: MapLook;
  /** Column or measure that colours mean; null: by sense where there are any, else nothing. */
  readonly colouring: string | null;
  /** Clusters of the sentences of some set; null: none were looked for. */
  readonly found: FoundSenses | null;
  /** The axis between two groups of the sentences of some set; null: none was made. */
  readonly direction: FoundDirection | null;
  /** As it was when the document was left; null: fitted. */
  readonly camera: CameraPose | null;
  /** Sentences that were tried on the set that is open, at most {@link MOST_TRIED}; another set begins without. */
  readonly tried: readonly Tried[];
  /** States that are come back to, of whatever set, in the order of a slide show. */
  readonly bookmarks: readonly Bookmark[];
  /** Rows under a name, of whatever set. */
  readonly named: readonly NamedSelection[];
}

export const NO_SELECTION: Selected = { rows: [], anchor: null };
export const NO_FILTER: Filter = { hidden: new Set(), onlyForm: null, onlyRows: null, hiddenRows: new Set(), query: '' };

export const EMPTY_DOCUMENT: SessionDocument = {
  target: null, selected: NO_SELECTION, filter: NO_FILTER, list: { sort: 'before', isFullSentences: false },
  mapLook: { areThreadsShown: true, areLabelsShown: true, isOrthographic: false, nTrailLayers: 3 }, colouring: null, found: null, direction: null, camera: null, tried: [], bookmarks: [], named: [],
};

/** Rows chosen anew; the last one is what a range extends from. */
export const selectedRows = (rows: readonly number[]): Selected => ({ rows: [...new Set(rows)], anchor: rows.at(-1) ?? null });

export const areSameRows = (a: readonly number[], b: readonly number[]): boolean => a.length === b.length && a.every((row, index) => row === b[index]);

/** Something is hidden; a search hides nothing that is not back once it is empty. */
export const isNarrowed = ({ hidden, onlyForm, onlyRows, hiddenRows }: Filter): boolean => hidden.size > 0 || onlyForm !== null || onlyRows !== null || hiddenRows.size > 0;

/** Nothing is hidden any more; the search stays. */
export const widened = ({ query }: Filter): Filter => ({ ...NO_FILTER, query });

/** The filter after the set was edited. @param before the earlier row of each row, or -1; what is new is shown */
export function movedFilter(filter: Filter, before: Int32Array): Filter {
  const { onlyRows, hiddenRows } = filter;
  const rows = [...before.keys()];
  return {
    ...filter,
    onlyRows: onlyRows === null ? null : new Set(rows.filter((row) => before[row] === -1 || onlyRows.has(before[row] ?? -1))),
    hiddenRows: hiddenRows.size === 0 ? hiddenRows : new Set(rows.filter((row) => hiddenRows.has(before[row] ?? -1))),
  };
}

/** Only what was asked for: a view without its vectors and its map. */
export const targetOf = ({ set, model, pooling, prompt, device, precision, layer, mix, projection, mode, along, beside }: ViewTarget): ViewTarget => ({
  set,
  model,
  pooling,
  prompt,
  device,
  precision,
  layer,
  mix,
  projection,
  mode,
  along,
  beside,
});

const isSameBeside = (a: Beside | null, b: Beside | null): boolean => a === b || (a !== null && b !== null && a.model.id === b.model.id && a.layer === b.layer && a.set === b.set);

export function isSameTarget(a: ViewTarget, b: ViewTarget): boolean {
  return a.set === b.set && a.model.id === b.model.id && a.pooling === b.pooling && a.prompt === b.prompt && a.device === b.device && a.precision === b.precision
    && a.layer === b.layer && a.mode === b.mode && a.along === b.along && isSameMix(a.mix, b.mix) && isSameBeside(a.beside, b.beside) && JSON.stringify(a.projection) === JSON.stringify(b.projection);
}

const MODE_STEPS: Readonly<Record<ViewMode, string>> = { cloud: 'one layer alone', flight: 'flight through the layers', strata: 'layers above each other', compare: 'comparison' };

/** What has changed from one target to the next, as a step is called. */
export function changeOf(before: ViewTarget, after: ViewTarget): string {
  if (before.set.id !== after.set.id) return `opening “${after.set.title}”`;
  if (before.model.id !== after.model.id) return `model ${after.model.name}`;
  if (before.pooling !== after.pooling || before.prompt !== after.prompt) return 'which vectors are compared';
  if (before.mode !== after.mode) return MODE_STEPS[after.mode];
  if (!isSameBeside(before.beside, after.beside)) return 'what is at the left';
  if (after.mix !== null && !isSameMix(before.mix, after.mix)) return 'mix of layers';
  if (before.layer !== after.layer || !isSameMix(before.mix, after.mix)) return `layer ${after.layer}`;
  if (before.set !== after.set) return 'the sentences';
  if (before.along !== after.along) return after.along === null ? 'map without an axis' : `map along ${directionName(after.along)}`;
  if (before.precision !== after.precision) return after.precision === 'int8' ? 'products in 8 bits' : 'exact products';
  if (before.device !== after.device) return 'where the model runs';
  return 'the map’s settings';
}

/** How much memory the numbers of views take; what they share counts once. */
export function bytesOfViews(views: Iterable<View>): number {
  const buffers = new Set<ArrayBufferLike>();
  for (const { vectors, ghosts, map, summary, mixed, journey } of [...views].flatMap((view) => (view.left === null ? [view] : [view, view.left]))) {
    buffers.add(vectors.buffer);
    for (const { nearest: { rows, ofLayer } } of mixed ? [summary, mixed] : [summary]) for (const { buffer } of [rows, ...ofLayer]) buffers.add(buffer);
    if (ghosts !== null) buffers.add(ghosts.values.buffer);
    for (const one of [map, ...(journey?.stops ?? []).map((stop) => stop.map)]) if (one.kind === 'cloud') for (const { buffer } of [one.coordinates, one.layout]) buffers.add(buffer);
    for (const stop of journey?.stops ?? []) for (const { buffer } of [stop.vectors, ...(stop.ghosts === null ? [] : [stop.ghosts.values])]) buffers.add(buffer);
    for (const { buffer } of [...(journey?.steps ?? []), ...(journey?.unfounded ?? [])]) buffers.add(buffer);
  }
  return [...buffers].reduce((sum, { byteLength }) => sum + byteLength, 0);
}
