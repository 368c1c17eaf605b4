import type { SentenceSet } from '@contract/occurrence';
import type { SessionDocument } from '../../state/document';
import { current } from '../../state/document.svelte';
import type { HistoryStep } from '../../state/history';
import { haveSameTexts } from '../../sets/set-edits';
import { mapControls } from '../../state/map.svelte';
import { ownPrompt } from '../../wording/model-facts';
import { session } from '../../state/session.svelte';
import { settings } from '../../state/settings.svelte';
import { shapeOfTarget, type ViewTarget } from '../../state/view';
import type { KnownPlace } from '../map/standing-map';

/** The set on screen was edited: its map stands. */
export interface SetEdit {
  /** What is selected then; null: what is selected by then. */
  readonly rows: readonly number[] | null;
  readonly known?: KnownPlace | null;
  /** What the edit is called, and the set that undoing it brings back; null: it was recorded already. */
  readonly made?: { readonly step: HistoryStep; readonly from: SentenceSet } | null;
}

export type Change = Partial<ViewTarget> & {
  readonly isFresh?: boolean;
  readonly edit?: SetEdit;
  /** The layer is that which separates the senses best, also where the model stays. */
  readonly isLayerOpen?: true;
  /** What is asked for is on screen, but for what is measured of it: that can wait until it is painted. */
  readonly stands?: true;
  /** An earlier or later document that takes the place of this one. */
  readonly restored?: SessionDocument;
};

/** A model that is opened without a wish for a layer is looked at where it separates the senses best, or where it is deepest. */
export interface WantedView {
  readonly target: ViewTarget;
  readonly edit: SetEdit | null;
  readonly restored: { readonly document: SessionDocument; /** What was there when it was asked for. */ readonly from: SessionDocument } | null;
  /** See {@link Change}. */
  readonly stands: boolean;
  readonly isLayerOpen: boolean;
}

export const lastLayer = (target: Pick<ViewTarget, 'model' | 'pooling'>): number => shapeOfTarget(target).nLayers - 1;

/** Whole sentences have a map of their own vectors in every model; words share one vector a form in a static one. */
export const mapKind = ({ model, pooling }: Pick<ViewTarget, 'model' | 'pooling'>): 'static' | 'contextual' => (model.kind === 'static' && pooling !== 'sentence' ? 'static' : 'contextual');

/** What is compared is compared as it is looked at; a flight and strata lead through layers, and one layer leads nowhere. */
function wantedMode(mode: ViewTarget['mode'], kind: ReturnType<typeof mapKind>, last: number): ViewTarget['mode'] {
  return mode === 'compare' || (kind === 'contextual' && last > 0) ? mode : 'cloud';
}

/** A mix belongs to one stack of layers, and is left for one of them, for a flight and for the strata. */
function wantedMix({ mix, layer }: Change, now: ViewTarget['mix'], mode: ViewTarget['mode'], last: number): ViewTarget['mix'] {
  if (mode === 'flight' || mode === 'strata' || last === 0) return null;
  return mix === undefined ? (layer === undefined ? now : null) : mix;
}

/** An axis was made in the vectors on screen: it is left with them, with the sentences, and for other settings of the map. */
function wantedAlong(change: Change, now: ViewTarget | null): ViewTarget['along'] {
  if (change.along !== undefined || now === null) return change.along ?? null;
  const isStanding = Object.keys(change).every((part) => part === 'isFresh' || part === 'edit' || part === 'stands' || part === 'restored' || part === 'set');
  return isStanding && (change.set === undefined || haveSameTexts(now.set, change.set)) ? now.along : null;
}

/** 8 bits were measured, and asked for, for one model: another model or device begins exact. @param now of the same model; null: of none */
function wantedPrecision({ precision, device }: Change, now: ViewTarget | null): ViewTarget['precision'] {
  return precision ?? (now === null || (device !== undefined && device !== now.device) ? 'exact' : now.precision);
}

/** What is asked for now plus `change`. */
export function targetWith(change: Change): WantedView | null {
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
  const beside = change.beside === undefined ? now?.beside ?? null : change.beside;
  const wish = wantedMode(change.mode ?? now?.mode ?? 'cloud', kind, lastLayer({ model, pooling }));
  const mode = wish === 'compare' && beside === null ? 'cloud' : wish;
  const target: ViewTarget = {
    set, model, pooling,
    prompt: pooling === 'sentence' ? change.prompt ?? (isSameModel && now.pooling === 'sentence' ? now.prompt : ownPrompt(model)) : ownPrompt(model),
    device: change.device ?? now?.device ?? settings.saved.device,
    precision: wantedPrecision(change, isSameModel ? now : null),
    layer: Math.min(change.layer ?? keptLayer, lastLayer({ model, pooling })),
    mix: wantedMix(change, isSameStack && now.pooling === pooling ? now.mix : null, mode, lastLayer({ model, pooling })),
    mode,
    along: mode === 'cloud' && kind === 'contextual' ? wantedAlong(change, now) : null,
    beside: mode === 'compare' ? beside : null,
    projection: change.projection ?? (now !== null && mapKind(now) === kind ? now.projection : mapControls.lastUsed[kind]),
  };
  return {
    target, edit: change.edit ?? null, restored: change.restored === undefined ? null : { document: change.restored, from: current.document },
    stands: change.stands ?? false, isLayerOpen: change.isLayerOpen ?? (change.layer === undefined && !isSameStack),
  };
}
