import { newSetId } from '@contract/kept-sets';
import type { Occurrence } from '@contract/occurrence';
import { movedParts } from '../../state/bookmarks/kept-parts';
import { changeOf, isSameTarget, movedFilter, NO_FILTER, NO_SELECTION, selectedRows, type SessionDocument } from '../../state/document';
import { current } from '../../state/document.svelte';
import { inspection } from '../../state/inspection.svelte';
import { mapControls } from '../../state/map.svelte';
import { notices } from '../../state/notices.svelte';
import { selection } from '../../state/selection.svelte';
import { haveSameTexts } from '../../sets/set-edits';
import { session } from '../../state/session.svelte';
import { typed } from '../../state/typed.svelte';
import type { View } from '../../state/view';
import { carried } from './carrying';
import { forgetPieces } from '../selection/inspecting';
import { rowsBefore } from '../map/map-continuity';
import { textbookRows } from '../selection/selecting';
import { retype } from '../typed/typing';
import { mapKind, type SetEdit, type WantedView } from './wanted';

/** Layers that are passed quickly are one step, and so are a flight and a slider's way to another mix. */
const FLIGHT_RUN = { kind: 'flight', withinMs: Infinity } as const;
const MIX_RUN = { kind: 'mix', withinMs: 1000 } as const;
const LAYER_RUN = { kind: 'layer', withinMs: 1000 } as const;

/** Puts a view on screen. Everything that belonged to another set goes; the selection outlives a change of model, layer or map. */
export function commit(view: View, { edit, restored }: WantedView): void {
  const before = current.view;
  // The copy of a preset that is edited stands in the preset's place.
  const isNewSet = edit === null && before?.set.id !== view.set.id;
  if (before?.model.id !== view.model.id || (edit !== null && before.set.occurrences !== view.set.occurrences && !haveSameTexts(before.set, view.set))) forgetPieces();
  if (isNewSet) {
    selection.hover = null;
    inspection.clear();
    typed.clear();
    mapControls.cursorRow = null;
  }
  mapControls.lastUsed[mapKind(view)] = view.projection;
  if (restored !== null) current.restore(carried(current.document, restored.from, restored.document), view);
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
    const isOnlyMix = view.mix !== null && isSameTarget({ ...before, mix: view.mix }, view);
    current.record({ name: changeOf(before, view), ...(isOnlyMix ? { run: MIX_RUN } : isOnlyLayer ? { run: view.journey === null ? LAYER_RUN : FLIGHT_RUN } : {}) });
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
    selected: textbook.length === occurrences.length ? selectedRows(textbook) : NO_SELECTION, filter: NO_FILTER, tried: [],
    list: list.sort === 'nearest' ? { ...list, sort: 'before' } : list,
  };
}

function partsOfEdited(before: View | null, view: View, edit: SetEdit | null): Partial<Omit<SessionDocument, 'target'>> {
  const { filter } = current.document;
  return {
    ...(before === null || before.set.occurrences === view.set.occurrences ? {} : { filter: movedFilter(filter, rowsInPlace(before.set.occurrences, view.set.occurrences)) }),
    ...(before === null || edit === null ? {} : movedParts(current.document, before.set, view.set, newSetId)),
    ...(edit === null || edit.rows === null ? {} : { selected: selectedRows(edit.rows) }),
  };
}

/** The earlier row of each row; a sentence that was changed in its place is still that sentence, so that what was hidden stays hidden. */
function rowsInPlace(before: readonly Occurrence[], after: readonly Occurrence[]): Int32Array {
  const rows = rowsBefore(before, after);
  return before.length === after.length ? rows.map((earlier, row) => (earlier < 0 ? row : earlier)) : rows;
}

const toldFallBacks = new Set<string>();

/** A device that did not serve is told of once; afterwards the indicator's mark is enough. */
function tellFallBack({ summary: { device } }: View): void {
  if (device.note === undefined || toldFallBacks.has(device.note)) return;
  toldFallBacks.add(device.note);
  notices.show({ kind: 'note', message: device.note });
}
