import type { Occurrence } from '@contract/occurrence';
import type { LegendEntry } from '../state/categories';
import { concordance } from '../state/concordance.svelte';
import { selection } from '../state/selection.svelte';
import { session } from '../state/session.svelte';

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

export function selectTextbook(): void {
  selectRows(textbookRows(session.occurrences));
}

/** Switches a sense of the legend off or on; switching the last one off shows all again. */
export function toggleSense(entry: LegendEntry): void {
  const hidden = new Set(concordance.hiddenSenses);
  if (!hidden.delete(entry.id)) hidden.add(entry.id);
  concordance.hiddenSenses = hidden.size === session.legend.length ? new Set() : hidden;
}

/** Shows one sense alone; again: all of them. */
export function isolateSense(entry: LegendEntry): void {
  const others = session.legend.filter((other) => other.id !== entry.id).map((other) => other.id);
  const isAlone = concordance.isShown(entry) && others.every((id) => concordance.hiddenSenses.has(id));
  concordance.hiddenSenses = new Set(isAlone ? [] : others);
}
