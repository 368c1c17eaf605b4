import type { EmbeddingSummary, GhostVectors } from '@contract/embedding';
import { mixText } from '@contract/layers/layer-mix';
import type { Occurrence } from '@contract/occurrence';
import type { Projection } from '@contract/projection';
import { mapControls } from '../../state/map.svelte';
import { textsKey } from './texts-key';
import { equalGroups, mergeEqual } from './equal-vectors';
import type { CloudMap, CloudPlaces, ViewTarget, View } from '../../state/view';
import type { TellStep } from '../view/latest';
import { earlierOf, mapBefore, turnOnto, type MapBefore } from './map-continuity';
import { parametersFor, mapPositionAt, projectRows, toSpace } from './projection';
import { cloudSource, rowsWithVector } from './row-sources';

/** Maps that were drawn lately, so that going back to a layer costs nothing. */
const recent = new Map<string, CloudMap>();
const N_RECENT = 16;

/** No map depends on labels, of which the digest in the summary's key is made too. */
function keyOf(summary: EmbeddingSummary, { set, layer, mix, prompt, projection }: ViewTarget): string {
  const modelAndDevice = summary.key.slice(0, summary.key.lastIndexOf(':'));
  return JSON.stringify([modelAndDevice, prompt, textsKey(set), mix === null ? layer : mixText(mix), projection, mapControls.isContinued]);
}

/** Ghost of every point: that of its form as written, of the form whatever its case, or of the word it stands for; -1 where there is none. */
export function ghostIndices(rows: ArrayLike<number>, occurrences: readonly Occurrence[], forms: readonly string[]): Int32Array {
  const exact = new Map(forms.map((form, index) => [form, index]));
  const folded = new Map(forms.map((form, index) => [form.toLocaleLowerCase('en'), index]));
  return Int32Array.from(rows, (row) => {
    const occurrence = occurrences[row];
    if (occurrence === undefined) return -1;
    const form = occurrence.text.slice(occurrence.charStart, occurrence.charEnd);
    return exact.get(form) ?? folded.get(form.toLocaleLowerCase('en')) ?? exact.get(occurrence.word) ?? -1;
  });
}

/** Places of points and ghosts in the scene, from a layout `[rows.length + forms.length, nComponents]`. */
export function cloudPlaces(layout: Float32Array, nComponents: number, rows: Int32Array, forms: readonly string[]): CloudPlaces {
  const space = toSpace(layout, nComponents);
  return {
    rows, coordinates: space.slice(0, rows.length * 3),
    ghosts: forms.map((form, index) => ({ form, position: mapPositionAt(space, rows.length + index) })),
  };
}

/** The map as it stands beside the one before: turned onto it, and how far it is from it. */
function inPlace(map: CloudMap, before: MapBefore | null): CloudMap {
  if (before === null) return { ...map, move: null };
  const { nComponents } = map.parameters;
  const { layout, residual } = turnOnto(before, map.layout, nComponents, map.rows.length);
  return { ...map, layout, ...cloudPlaces(layout, nComponents, map.rows, map.ghosts.map(({ form }) => form)), move: { from: before.name, residual } };
}

/**
 * Draws the occurrences and, in the same space, the context-free vector of each of their forms where the model has one.
 * With the settings of the map on screen the layout starts from that; with others it starts by itself. Either way it is turned onto it.
 */
export async function projectCloud(
  target: ViewTarget, summary: EmbeddingSummary, vectors: Float32Array, ghosts: GhostVectors | null, shown: View | null, signal: AbortSignal, tell: TellStep,
): Promise<CloudMap> {
  const rows = rowsWithVector(summary);
  const forms = ghosts?.forms ?? [];
  const { nComponents } = target.projection;
  const before = mapBefore(shown, target, rows, forms, nComponents);
  const key = keyOf(summary, target);
  const known = recent.get(key);
  const atLayer0 = (map: CloudMap): CloudMap => (target.layer === 0 && summary.nLayers > 1 ? withEqualMerged(map, vectors, summary.dim) : map);
  if (known !== undefined) return atLayer0(inPlace(known, before));
  const wanted = parametersFor(target.projection, rows.length);
  const isContinued = before !== null && mapControls.isContinued && wanted.method === 'umap' && JSON.stringify(wanted) === JSON.stringify(before.map.parameters);
  const projection = await projectRows({
    source: cloudSource(summary, vectors, ghosts), wanted: target.projection, earlier: isContinued ? earlierOf(before) : null, signal, tell,
    onPreview: before === null ? undefined : (layout) => {
      mapControls.preview = { setId: target.set.id, ...cloudPlaces(turnOnto(before, layout, nComponents, rows.length).layout, nComponents, rows, forms) };
    },
  });
  const map = cloudMap(projection, target, rows, forms, isContinued ? before.name : null);
  recent.set(key, map);
  if (recent.size > N_RECENT) recent.delete(recent.keys().next().value ?? '');
  return atLayer0(inPlace(map, before));
}

/** Without context many occurrences are one vector: they stand at one place. */
export function withEqualMerged(map: CloudMap, vectors: Float32Array, dim: number): CloudMap {
  const groups = equalGroups(vectors, dim, map.rows).map((group) => group.map((row) => map.pointOf[row] ?? -1));
  return { ...map, ...mergeEqual(map.coordinates, groups) };
}

/** @param startedFrom what the layout started from, see {@link CloudMap} */
export function cloudMap(
  { coordinates: layout, parameters, quality, distortion, neighbourRecall, unit }: Projection,
  { set }: Pick<ViewTarget, 'set'>,
  rows: Int32Array,
  forms: readonly string[],
  startedFrom: string | null,
): CloudMap {
  const pointOf = new Int32Array(set.occurrences.length).fill(-1);
  rows.forEach((row, point) => {
    pointOf[row] = point;
  });
  return {
    kind: 'cloud',
    pointOf,
    counts: null,
    layout,
    unit,
    ...cloudPlaces(layout, parameters.nComponents, rows, forms),
    ghostOf: ghostIndices(rows, set.occurrences, forms),
    parameters,
    quality,
    distortion: distortion?.slice(0, rows.length) ?? null,
    neighbourRecall,
    startedFrom,
    move: null,
  };
}
