/** How the camera stood to a map before another took its place. */
export interface Standing {
  readonly isFlat: boolean;
  readonly sawAll: boolean;
  /** It stood where a fit had put it, but for a turn. */
  readonly wasFitted: boolean;
}

/**
 * What the camera does when its map has become another one: `face` a map that has become flat, `return` to the angle from before it was,
 * `fit` without turning, or `stay`. Who has come close to something stays there; who saw everything goes on seeing everything, in its size.
 */
export function followed(before: Standing, now: { readonly isFlat: boolean; readonly seesAll: boolean }): 'face' | 'return' | 'fit' | 'stay' {
  if (now.isFlat !== before.isFlat) return now.isFlat ? 'face' : 'return';
  return before.wasFitted || (before.sawAll && !now.seesAll) ? 'fit' : 'stay';
}
