import { ghostOrigin } from '../../wording/captions';
import { mixName } from '../../wording/layer-mix';
import type { LegendEntry } from '../../sets/categories';
import { directionOf, languageOf } from '../../sets/languages/language';
import { shortContext } from '../../wording/concordance-text';
import { letterOf } from '../../wording/letters';
import type { CloudMap, StaticMap, View } from '../../state/view';
import type { CloudData, StaticData } from '../../scene/types';

/** What colours mean: `id` of the column or measure, and for each row of the set its category, or its value 0…1. */
export interface Colours {
  readonly id: string;
  readonly categories: Uint8Array;
  readonly legend: readonly LegendEntry[];
  readonly values: Float32Array | null;
}

/** What the scene draws of a map of occurrences; points are rows of the scene. */
export function cloudData(view: View, map: CloudMap, { id, categories, legend }: Omit<Colours, 'values'>): CloudData {
  const shown = map.rows.length;
  // Without context there are no senses to name: what stands together has a form and a place in the sentence in common.
  const isWithoutContext = id === 'sense' && view.layer === 0 && view.mix === null && view.summary.nLayers > 1;
  const named = isWithoutContext ? [] : legend.filter((entry) => entry.category > 0);
  const inMap = (category: number): number => map.rows.reduce((n, row) => n + (categories[row] === category ? 1 : 0), 0);
  const counts = map.counts?.length === shown ? map.counts : null;
  // One point that stands for several is larger, and hollow where they have not one colour.
  const merged = counts === null || !counts.some((count) => count > 1) ? {} : { counts, sizes: sizesOf(map.coordinates, counts) };
  const mixed = counts === null ? new Set<string>() : mixedPlaces(map, categories);
  const isMixed = (point: number): boolean => mixed.size > 0 && mixed.has(placeKey(map.coordinates, point));
  return {
    positions: map.coordinates,
    ...merged,
    categories: Uint8Array.from(map.rows, (row, point) => (isMixed(point) ? 0 : categories[row] ?? 0)),
    categoryLabels: named.map(({ category, label, n }) => ({ category, label, count: shown === view.set.occurrences.length ? n : inMap(category) })),
    contextOf: (point) => {
      const occurrence = view.set.occurrences[map.rows[point] ?? -1];
      return occurrence === undefined ? null : { ...shortContext(occurrence), isFromRight: directionOf(occurrence.text) === 'rtl', lang: languageOf(occurrence) };
    },
    ghosts: map.ghosts.map(({ form, position }) => ({ title: form, position, origin: ghostOrigin(view.ghosts?.origin ?? 'fitted', view.mix === null ? `layer ${view.layer}` : mixName(view.mix)) })),
    ghostOf: map.ghostOf,
    ...(isWithoutContext ? { hasRegions: false } : {}),
  };
}

const placeKey = (coordinates: Float32Array, point: number): string => coordinates.subarray(point * 3, point * 3 + 3).join();

/** All points of one place are drawn alike, so that they look like one. */
function sizesOf(coordinates: Float32Array, counts: Int32Array): Float32Array {
  const sizes = new Map<string, number>();
  for (const [point, count] of counts.entries()) if (count > 1) sizes.set(placeKey(coordinates, point), Math.min(2.5, 1 + 0.3 * Math.log2(count)));
  return Float32Array.from(counts, (_, point) => sizes.get(placeKey(coordinates, point)) ?? 1);
}

/** Places where points of several categories stand together. */
function mixedPlaces({ coordinates, rows }: CloudMap, categories: Uint8Array): Set<string> {
  const first = new Map<string, number>();
  const mixed = new Set<string>();
  for (const [point, row] of rows.entries()) {
    const key = placeKey(coordinates, point);
    const category = categories[row] ?? 0;
    if ((first.get(key) ?? category) !== category) mixed.add(key);
    first.set(key, category);
  }
  return mixed;
}

/** What colours a point where hue means a number: of a column, or the share of its neighbours that the map has lost. Null: by category. */
export function pointValues(map: CloudMap, { id, values }: Pick<Colours, 'id' | 'values'>): Float32Array | null {
  if (id === 'distortion') return map.distortion;
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
