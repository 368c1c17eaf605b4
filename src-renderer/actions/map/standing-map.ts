import type { EmbeddingSummary, GhostVectors } from '@contract/embedding';
import { shownLayer, type CloudMap, type MapPosition, type ViewTarget, type View } from '../../state/view';
import { rowsBefore } from './map-continuity';
import { ghostIndices, cloudPlaces } from './project-cloud';
import { projector } from './projection';
import { cloudSource, rowsWithVector } from './row-sources';

/** With more rows than this that the map does not know, it is drawn again. */
const MOST_PLACED = 20;

/** A row whose place in the map is known already: it was shown there. */
export interface KnownPlace {
  readonly row: number;
  readonly position: MapPosition;
}

export interface StandingMap {
  readonly map: CloudMap;
  /** Those that the map has places for. */
  readonly ghosts: GhostVectors | null;
}

/**
 * The map on screen for a set that was edited: what it knows stays where it stands, what is new is placed among it, what was removed goes.
 * Null where too much is new. What was measured holds only for the points it was measured on.
 */
export async function standingMap(
  view: View & { readonly map: CloudMap }, target: ViewTarget, summary: EmbeddingSummary, vectors: Float32Array, ghosts: GhostVectors | null, known: KnownPlace | null, signal: AbortSignal,
): Promise<StandingMap | null> {
  const { map } = view;
  const rows = rowsWithVector(summary);
  const earlier = rowsBefore(view.set.occurrences, target.set.occurrences);
  const points = Int32Array.from(rows, (row) => map.pointOf[earlier[row] ?? -1] ?? -1);
  if (rows.length === map.rows.length && points.every((before, point) => before === point && map.rows[point] === rows[point])) return { map, ghosts: view.ghosts };
  const fresh = rows.filter((row, point) => points[point] === -1 && row !== known?.row);
  if (rows.length === 0 || map.rows.length === 0 || fresh.length > MOST_PLACED) return null;

  const { nComponents } = map.parameters;
  const added = fresh.length === 0 ? new Float32Array(0) : await placed(view, map, vectors, fresh, signal);
  const forms = map.ghosts.map(({ form }) => form);
  // A new form has no place yet: then the ghosts stay those of before.
  const kept = ghosts !== null && ghosts.forms.every((form) => forms.includes(form)) ? ghosts : view.ghosts;
  const layout = new Float32Array((rows.length + (kept?.forms.length ?? 0)) * nComponents);
  const put = (point: number, values: ArrayLike<number>): void => { for (let axis = 0; axis < nComponents; axis++) layout[point * nComponents + axis] = values[axis] ?? 0; };
  const at = (coordinates: Float32Array, point: number): Float32Array => coordinates.subarray(point * nComponents, (point + 1) * nComponents);
  let nFresh = 0;
  rows.forEach((row, point) => {
    const before = points[point] ?? -1;
    if (before >= 0) put(point, at(map.layout, before));
    else if (row === known?.row) put(point, known.position);
    else put(point, at(added, nFresh++));
  });
  kept?.forms.forEach((form, index) => { put(rows.length + index, at(map.layout, map.rows.length + forms.indexOf(form))); });
  return { map: grown(map, target, rows, layout, kept), ghosts: kept };
}

function grown(map: CloudMap, { set }: ViewTarget, rows: Int32Array, layout: Float32Array, ghosts: GhostVectors | null): CloudMap {
  const pointOf = new Int32Array(set.occurrences.length).fill(-1);
  rows.forEach((row, point) => { pointOf[row] = point; });
  const forms = ghosts?.forms ?? [];
  return {
    ...map, pointOf, layout, ...cloudPlaces(layout, map.parameters.nComponents, rows, forms), ghostOf: ghostIndices(rows, set.occurrences, forms),
    quality: null, distortion: null, neighbourRecall: null, move: null, stands: true,
  };
}

/** Places of rows among the map's, `[rows.length, nComponents]`. */
function placed(view: View, map: CloudMap, vectors: Float32Array, rows: Int32Array, signal: AbortSignal): Promise<Float32Array> {
  const { summary } = shownLayer(view);
  const { dim } = summary;
  const added = new Float32Array(rows.length * dim);
  rows.forEach((row, index) => { added.set(vectors.subarray(row * dim, (row + 1) * dim), index * dim); });
  return projector.place(cloudSource(summary, view.vectors, view.ghosts), { coordinates: map.layout, parameters: map.parameters, unit: map.unit }, added, { signal });
}
