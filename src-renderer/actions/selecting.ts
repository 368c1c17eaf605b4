import type { Occurrence } from '@contract/occurrence';
import type { LegendEntry } from '../state/categories';
import { colouring, type Colouring } from '../state/colouring.svelte';
import { concordance } from '../state/concordance.svelte';
import { selection } from '../state/selection.svelte';

/** One row alone; the same row again leaves it selected. */
export function select(row: number): void {
  selection.rows = [row];
  selection.anchor = row;
}

export function toggle(row: number): void {
  selection.rows = selection.has(row) ? selection.rows.filter((other) => other !== row) : [...selection.rows, row];
  selection.anchor = row;
}

/** Everything between the anchor and `row` in the order of the concordance, after what was selected before. */
export function extendTo(row: number): void {
  const order = concordance.rows;
  const from = order.indexOf(selection.anchor ?? row);
  const to = order.indexOf(row);
  if (from < 0 || to < 0) { toggle(row); return; }
  const between = order.slice(Math.min(from, to), Math.max(from, to) + 1);
  addRows(from <= to ? between : between.reverse());
}

/** Adds rows behind those that are selected already. */
export function addRows(rows: readonly number[]): void {
  selection.rows = [...new Set([...selection.rows, ...rows])];
}

export function selectRows(rows: readonly number[]): void {
  selection.rows = [...new Set(rows)];
  selection.anchor = rows.at(-1) ?? null;
}

export function clearSelection(): void {
  selection.rows = [];
  selection.anchor = null;
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
  concordance.hidden = hidden.size === colouring.legend.length ? new Set() : hidden;
}

/** Shows one entry alone; again: all of them. */
export function isolateEntry(entry: LegendEntry): void {
  const others = colouring.legend.filter((other) => other.id !== entry.id).map((other) => other.id);
  const isAlone = concordance.isShown(entry) && others.every((id) => concordance.hidden.has(id));
  concordance.hidden = new Set(isAlone ? [] : others);
}

/** Nothing is hidden any more. */
export function showAll(): void {
  concordance.showAll();
}

/** Shows the occurrences of one word form alone; null: all. */
export function showOnlyForm(form: string | null): void {
  concordance.onlyForm = form;
}

/** Another meaning of the colours; what was hidden belonged to the one before. */
export function colourBy(id: Colouring): void {
  if (id === colouring.id) return;
  colouring.chosen = id;
  concordance.hidden = new Set();
}
