import type { CloudScene } from '../../scene/cloud-scene';
import type { ScreenPosition } from '../../scene/types';
import type { View } from '../../state/view';
import { pointIn } from './scene-input';

/** Where occurrences stand on screen, in px of their scene: at their point, or at the word form that they share; null where they have none, or are out of sight. */
export function endsIn(scene: CloudScene, view: View, rows: readonly number[]): readonly (ScreenPosition | null)[] {
  const { map } = view;
  if (map.kind === 'cloud') {
    const points = rows.map((row) => pointIn(view, row));
    const known = points.filter((point) => point >= 0);
    const at = scene.onScreen(scene.placesOf(known));
    let next = 0;
    return points.map((point) => (point < 0 ? null : seen(at[next++])));
  }
  const formOf = new Map(map.forms.flatMap(({ rows: of }, index) => of.map((row) => [row, index] as const)));
  const forms = scene.onScreen(map.forms.map(({ position }) => position));
  return rows.map((row) => seen(forms[formOf.get(row) ?? -1]));
}

const seen = (at: ScreenPosition | undefined): ScreenPosition | null => (at?.isVisible === true ? at : null);
