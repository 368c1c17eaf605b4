import { isSameMix } from '@contract/layers/layer-mix';
import type { Occurrence } from '@contract/occurrence';
import type { EarlierMap } from '../../projection/client';
import { applyProcrustes, procrustes, residualOf } from '@projection/align/procrustes';
import { mixName } from '../../wording/layer-mix';
import type { CloudMap, ViewTarget, View } from '../../state/view';

/** Below this share of known points a map is another picture, not the same one with some points more. */
const LEAST_SHARED = 0.5;

/** The map on screen, as far as it shows the points of the next one. */
export interface MapBefore {
  readonly view: View;
  readonly map: CloudMap;
  /** For each point and ghost of the next map its row in `map.layout`, or -1. */
  readonly ids: Int32Array;
  /** "layer 5", "ELMo medium, layer 2", "the map before" */
  readonly name: string;
}

const keyOf = ({ text, charStart, charEnd }: Occurrence): string => `${charStart} ${charEnd} ${text}`;

/** For each occurrence of `next` its row in `before`, or -1; equal occurrences are told apart by their order. */
export function rowsBefore(before: readonly Occurrence[], next: readonly Occurrence[]): Int32Array {
  if (before === next) return Int32Array.from(next.keys());
  const rows = new Map<string, number[]>();
  before.forEach((occurrence, row) => {
    const key = keyOf(occurrence);
    const list = rows.get(key);
    if (list === undefined) rows.set(key, [row]);
    else list.push(row);
  });
  for (const list of rows.values()) list.reverse();
  return Int32Array.from(next, (occurrence) => rows.get(keyOf(occurrence))?.pop() ?? -1);
}

/** What the view on screen shows of the points `rows` and ghosts `forms` of the target; null where too little, or in another number of dimensions. */
export function mapBefore(view: View | null, target: ViewTarget, rows: Int32Array, forms: readonly string[], nComponents: number): MapBefore | null {
  if (view?.map.kind !== 'cloud' || view.map.parameters.nComponents !== nComponents) return null;
  const { map } = view;
  const earlier = rowsBefore(view.set.occurrences, target.set.occurrences);
  const ids = new Int32Array(rows.length + forms.length).fill(-1);
  let nShared = 0;
  rows.forEach((row, point) => {
    const before = earlier[row] ?? -1;
    const id = before < 0 ? -1 : (map.pointOf[before] ?? -1);
    ids[point] = id;
    if (id >= 0) nShared += 1;
  });
  if (nShared < 3 || nShared < LEAST_SHARED * rows.length) return null;
  forms.forEach((form, index) => {
    const ghost = map.ghosts.findIndex((other) => other.form === form);
    if (ghost >= 0) ids[rows.length + index] = map.rows.length + ghost;
  });
  return { view, map, ids, name: nameOf(view, target) };
}

function nameOf({ model, layer, mix, summary }: View, target: ViewTarget): string {
  const what = mix === null ? `layer ${layer}` : mixName(mix);
  if (model.id === target.model.id) return layer === target.layer && isSameMix(mix, target.mix) ? 'the map before' : what;
  return summary.nLayers === 1 ? model.name : `${model.name}, ${what}`;
}

/** The earlier map as the engine starts from it. */
export const earlierOf = ({ map, ids }: MapBefore): EarlierMap => ({ coordinates: map.layout, unit: map.unit, ids });

/**
 * Turns a layout onto the map before (no scaling: its distances stay) and measures how far the same points are apart then.
 * @param layout `[nPoints + nGhosts, nComponents]`; ghosts are turned with it but not fitted.
 */
export function turnOnto(before: MapBefore, layout: Float32Array, nComponents: number, nPoints: number): { readonly layout: Float32Array; readonly residual: number } {
  const reference = new Float32Array(layout.length).fill(NaN);
  before.ids.forEach((id, row) => {
    if (id >= 0) reference.set(before.map.layout.subarray(id * nComponents, (id + 1) * nComponents), row * nComponents);
  });
  const turned = applyProcrustes(procrustes(reference, layout, nComponents, { nFitted: nPoints }), layout);
  return { layout: turned, residual: residualOf(reference, turned, nComponents, nPoints).mean };
}
