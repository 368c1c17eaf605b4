import { counted } from './captions';
import type { CloudMap } from '../state/view';

/** Beyond this share of lost neighbours a point's place says more about the map than about the point. */
export const MUCH_LOST = 0.5;

/** Occurrences whose surroundings the map has lost for the most part, the worst first. */
export function distrustedRows({ rows, distortion }: Pick<CloudMap, 'rows' | 'distortion'>): number[] {
  if (distortion === null) return [];
  const lost = (point: number): number => distortion[point] ?? 0;
  return [...rows.keys()].filter((point) => lost(point) > MUCH_LOST).sort((a, b) => lost(b) - lost(a) || a - b).map((point) => rows[point] as number);
}

/** "23 of 172 points lost more than half of their neighbours: do not trust their places." */
export function distrustLine(nDistrusted: number, n: number): string {
  if (nDistrusted === 0) return 'Every point kept at least half of its neighbours.';
  return `${nDistrusted.toLocaleString('en')} of ${counted(n, 'point')} lost more than half of their neighbours: do not trust their places.`;
}

/** "4 of 15": the neighbours of one point that are not near it in the map; null where that is not known. */
export function lostNeighbours({ distortion, quality }: Pick<CloudMap, 'distortion' | 'quality'>, point: number): string | null {
  const share = distortion?.[point];
  return share === undefined || quality === null ? null : `${Math.round(share * quality.k)} of ${quality.k}`;
}
