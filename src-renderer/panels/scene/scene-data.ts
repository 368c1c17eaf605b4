import { ghostOrigin } from '../../state/captions';
import type { LegendEntry } from '../../state/categories';
import { colouring } from '../../state/colouring.svelte';
import { shortContext } from '../../state/concordance-text';
import { letterOf } from '../../state/letters';
import type { CloudMap, StaticMap, View } from '../../state/view';
import type { CloudData, StaticData } from '../../scene/types';

/** What the scene draws of a map of occurrences; points are rows of the scene. */
export function cloudData(view: View, map: CloudMap, categories: Uint8Array, legend: readonly LegendEntry[]): CloudData {
  const shown = map.rows.length;
  // Without context there are no senses to name: what stands together has a form and a place in the sentence in common.
  const named = colouring.id === 'sense' && view.layer === 0 && view.summary.nLayers > 1 ? [] : legend.filter((entry) => entry.category > 0);
  const inMap = (category: number): number => map.rows.reduce((n, row) => n + (categories[row] === category ? 1 : 0), 0);
  return {
    positions: map.coordinates,
    categories: Uint8Array.from(map.rows, (row) => categories[row] ?? 0),
    categoryLabels: named.map(({ category, label, n }) => ({ category, label, count: shown === view.set.occurrences.length ? n : inMap(category) })),
    contextOf: (point) => {
      const occurrence = view.set.occurrences[map.rows[point] ?? -1];
      return occurrence === undefined ? null : shortContext(occurrence);
    },
    ghosts: map.ghosts.map(({ form, position }) => ({ title: form, position, origin: ghostOrigin(view.ghosts?.origin ?? 'fitted', view.layer) })),
    ghostOf: map.ghostOf,
  };
}

/** What colours a point where hue means a number: of a column, or the share of its neighbours that the map has lost. Null: by category. */
export function pointValues(map: CloudMap): Float32Array | null {
  if (colouring.id === 'distortion') return map.distortion;
  const { values } = colouring;
  return values === null ? null : Float32Array.from(map.rows, (row) => values[row] ?? Number.NaN);
}

/** Static forms with the letters of the selected sentences that share them, and their nearest words. */
export function staticData(map: StaticMap, selected: readonly number[]): StaticData {
  const distances = map.words.map((word) => word.distance);
  const [nearest, farthest] = [Math.min(...distances), Math.max(...distances)];
  return {
    forms: map.forms.map(({ form, position, rows }) => ({ form, position, count: rows.length, tags: selected.flatMap((row, index) => (rows.includes(row) ? [letterOf(index)] : [])) })),
    words: map.words.map(({ word, distance, formIndex, position }) => ({
      text: word, position, formIndex, weight: farthest === nearest ? 1 : 1 - (distance - nearest) / (farthest - nearest),
    })),
  };
}

/** Whether the next map has the same points, so that they can move there. */
export function canMorph(from: CloudMap, to: CloudMap): boolean {
  return from.rows.length === to.rows.length && from.ghosts.length === to.ghosts.length && from.rows.every((row, point) => to.rows[point] === row);
}
