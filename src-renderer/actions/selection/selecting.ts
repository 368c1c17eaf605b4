import type { Occurrence } from '@contract/occurrence';
import type { LegendEntry } from '../../sets/categories';
import { colouring, type Colouring } from '../../state/colouring.svelte';
import { concordance } from '../../state/concordance.svelte';
import { areSameRows, isNarrowed, NO_FILTER, NO_SELECTION, selectedRows, widened, type Filter, type Selected } from '../../state/document';
import { current } from '../../state/document.svelte';
import type { HistoryStep } from '../../state/history';
import { selection } from '../../state/selection.svelte';
import type { Enclosing } from '../view/scene-port';
import { stepWords } from '../../wording/interface/steps';

const SELECTION = { name: 'selection' } as const;
const FILTER = { name: stepWords.hidden } as const;
/** A word that is typed into the search is one step. */
const SEARCH = { name: 'search', run: { kind: 'search', withinMs: 5000 } } as const;

/** Rows taken in one after another with Shift are one step. */
const RANGE = { name: 'selection', run: { kind: 'range', withinMs: 2000 } } as const;

function choose(selected: Selected, step: HistoryStep = SELECTION): void {
  // The selection that is kept is that of the set before.
  if (current.coming !== null) return;
  if (areSameRows(selected.rows, selection.rows)) current.amend({ selected });
  else current.change(step, { selected });
}

function filter(parts: Partial<Filter>): void {
  current.change(FILTER, { filter: { ...current.document.filter, ...parts } });
}

/** One row alone; the same row again leaves it selected. */
export function select(row: number): void {
  choose({ rows: [row], anchor: row });
}

export function toggle(row: number): void {
  choose({ rows: selection.has(row) ? selection.rows.filter((other) => other !== row) : [...selection.rows, row], anchor: row });
}

/** Where the next range begins; nothing is selected by it. */
export function anchorAt(row: number): void {
  if (current.coming === null) current.amend({ selected: { ...current.document.selected, anchor: row } });
}

/** Everything between the anchor and `row` in the order of the concordance, after what was selected before. */
export function extendTo(row: number): void {
  const order = concordance.rows;
  const from = order.indexOf(selection.anchor ?? row);
  const to = order.indexOf(row);
  if (from < 0 || to < 0) { toggle(row); return; }
  const between = order.slice(Math.min(from, to), Math.max(from, to) + 1);
  addRows(from <= to ? between : between.reverse(), RANGE);
}

/** Adds rows behind those that are selected already. */
export function addRows(rows: readonly number[], step: HistoryStep = SELECTION): void {
  choose({ rows: [...new Set([...selection.rows, ...rows])], anchor: selection.anchor }, step);
}

/** @param name what the step is called */
export function selectRows(rows: readonly number[], name: string = SELECTION.name): void {
  choose(selectedRows(rows), { name });
}

/** Takes rows away from those that are selected. */
export function subtractRows(rows: readonly number[]): void {
  const gone = new Set(rows);
  choose({ rows: selection.rows.filter((row) => !gone.has(row)), anchor: selection.anchor }, { name: stepWords.selectionLess });
}

/** What a lasso or a box has enclosed. */
export function takeEnclosed(rows: readonly number[], how: Enclosing): void {
  if (how === 'add') addRows(rows);
  else if (how === 'subtract') subtractRows(rows);
  else selectRows(rows);
}

export function clearSelection(): void {
  choose(NO_SELECTION);
}

export type PickModifiers = Readonly<{ shift: boolean; ctrl: boolean }>;

/** A click in the list or the scene. */
export function pick(row: number, { shift, ctrl }: PickModifiers): void {
  if (shift) extendTo(row);
  else if (ctrl) toggle(row);
  else select(row);
}

/** Rows a teacher would begin with. */
export function textbookRows(occurrences: readonly Occurrence[]): number[] {
  return occurrences.flatMap((occurrence, row) => (occurrence.labels['domain'] === 'textbook' ? [row] : []));
}

/** Switches an entry of the legend off or on; switching the last one off shows all again. */
export function toggleEntry(entry: LegendEntry): void {
  const hidden = new Set(concordance.hidden);
  if (!hidden.delete(entry.id)) hidden.add(entry.id);
  filter({ hidden: hidden.size === colouring.legend.length ? NO_FILTER.hidden : hidden });
}

/** Shows one entry alone; again: all of them. */
export function isolateEntry(entry: LegendEntry): void {
  const others = colouring.legend.filter((other) => other.id !== entry.id).map((other) => other.id);
  const isAlone = concordance.isShown(entry) && others.every((id) => concordance.hidden.has(id));
  filter({ hidden: new Set(isAlone ? [] : others) });
}

/** Nothing is hidden any more. */
export function showAll(): void {
  if (isNarrowed(current.document.filter)) filter(widened(current.document.filter));
}

/** Shows the occurrences of one word form alone; null: all. */
export function showOnlyForm(form: string | null): void {
  if (form !== concordance.onlyForm) filter({ onlyForm: form });
}

/** Another meaning of the colours; what was hidden belonged to the one before. */
export function colourBy(id: Colouring): void {
  if (id === colouring.id) return;
  current.change({ name: 'colours' }, { colouring: id, filter: { ...current.document.filter, hidden: NO_FILTER.hidden } });
}

/** Shows the sentences that match alone; empty: all. */
export function searchFor(query: string): void {
  if (query !== concordance.query) current.change(SEARCH, { filter: { ...current.document.filter, query } });
}

/** Rows are dimmed on the map and gone from the list; nothing is selected then. */
export function hideRows(rows: readonly number[]): void {
  current.change(FILTER, { filter: { ...current.document.filter, hiddenRows: new Set([...concordance.hiddenRows, ...rows]) }, selected: NO_SELECTION });
}

/** Shows these rows alone; null: all. */
export function showOnlyRows(rows: readonly number[] | null): void {
  filter({ onlyRows: rows === null ? null : new Set(rows) });
}
