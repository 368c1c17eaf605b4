import type { ShownCloud } from './scene-input';

/** `same` places in other colours; rows that `move` to other places; all rows replaced. */
export type MapChange = 'same' | 'move' | 'replace';

export function mapChange(before: ShownCloud | null, next: ShownCloud): MapChange {
  if (before === null) return 'replace';
  if (before.map === next.map) return 'same';
  return before.subject === next.subject && hasSameRows(before, next) ? 'move' : 'replace';
}

/** Both maps are of one journey. */
export const isOneJourney = (before: ShownCloud | null, next: ShownCloud): boolean => next.journey !== null && before?.journey === next.journey;

/** Whether the next map has the same rows, so that they can move there. */
function hasSameRows(before: ShownCloud, next: ShownCloud): boolean {
  return before.keys.length === next.keys.length && before.data.ghosts.length === next.data.ghosts.length && before.keys.every((key, row) => next.keys[row] === key);
}

/**
 * What the camera does when another map is there: `stay`, as within a journey; `fit` all, from where the cloud is widest; `follow` (see {@link followed}); or
 * `fitKeeping` the direction that somebody chose. Another layer never turns the camera; another source does. `isFlatNow` says whether
 * the map has become flat, or is flat no more.
 */
export function cameraAfter(before: ShownCloud | null, next: ShownCloud, isFlatNow: boolean): 'fit' | 'follow' | 'fitKeeping' | 'stay' {
  const change = mapChange(before, next);
  if (change === 'same') return 'stay';
  if (change === 'move' && isOneJourney(before, next)) return 'stay';
  if (change === 'replace' && next.stands && before !== null) return 'stay';
  if (before === null || before.subject !== next.subject) return 'fit';
  return isFlatNow || (change === 'move' && before.source === next.source) ? 'follow' : 'fitKeeping';
}
