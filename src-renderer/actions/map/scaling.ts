import { lengthOfDistance, SCALE_NEIGHBOURS } from '../../wording/scale-bar';
import { shownLayer, type CloudMap, type StaticMap, type View } from '../../state/view';
import { distancesFrom, tableOf } from '../selection/measure';

/** Rows whose neighbourhoods tell the scale; more would cost more than they say. */
const N_FOCUS = 5;

/** Map length of a unit of cosine distance around some rows, by their nearest occurrences; null where there is no common one. */
export function scaleAround(view: Pick<View, 'vectors' | 'summary' | 'mixed' | 'layer'>, map: CloudMap, focus: readonly number[]): number | null {
  const table = tableOf(view.vectors, shownLayer(view).summary.dim);
  const pairs = focus.slice(0, N_FOCUS).flatMap((row) => {
    const point = map.pointOf[row] ?? -1;
    if (point < 0) return [];
    const distances = distancesFrom(table, row);
    const near = [...map.rows].filter((other) => other !== row && !Number.isNaN(distances[other])).sort((a, b) => (distances[a] ?? 0) - (distances[b] ?? 0)).slice(0, SCALE_NEIGHBOURS);
    return near.map((other) => [mapLength(map, point, map.pointOf[other] ?? -1), distances[other] ?? 0] as const);
  });
  return lengthOfDistance(pairs);
}

/** The same of a static map: from every word to the form that it is near. */
export function scaleOfStatic({ words, forms }: StaticMap): number | null {
  return lengthOfDistance(words.flatMap(({ position: [x, y, z], distance, formIndex }) => {
    const form = forms[formIndex];
    return form === undefined ? [] : [[Math.hypot(x - form.position[0], y - form.position[1], z - form.position[2]), distance] as const];
  }));
}

function mapLength({ coordinates }: CloudMap, a: number, b: number): number {
  const at = (point: number, axis: number): number => coordinates[point * 3 + axis] ?? 0;
  return Math.hypot(at(a, 0) - at(b, 0), at(a, 1) - at(b, 1), at(a, 2) - at(b, 2));
}
