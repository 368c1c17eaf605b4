import { scaleAround, scaleOfStatic } from '../../actions/map/scaling';
import type { CloudScene } from '../../scene/cloud-scene';
import type { View } from '../../state/view';
import { barFor, type ScaleBar } from '../../wording/scale-bar';
import { occurrenceAt, pointIn } from './scene-input';

/** Lengths mean something near where the user looks alone: around the selected rows, or around the point nearest the middle. Null: not known. */
export function scaleShown(view: View, shown: CloudScene, selected: readonly number[]): ScaleBar | null {
  if (view.map.kind === 'static') return barFor(scaleOfStatic(view.map), shown.pxPerUnit());
  if (view.mode === 'strata') return null;
  const middle = occurrenceAt(view, shown.nearestInDirection(null, 'up'));
  const focus = selected.some((row) => pointIn(view, row) >= 0) ? selected : middle === null ? [] : [middle];
  return focus.length === 0 ? null : barFor(scaleAround(view, view.map, focus), shown.pxPerUnit());
}
