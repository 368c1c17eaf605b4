import type { Rect } from '../types';
import { BoxIndex, type Box } from './box-index';

/** Room that a hidden label needs around it to come back, in px: more than one needs to stay, so that none blinks. */
const PADDING_BACK = 8;

/** A label on its way: where it would be now. */
export interface MovingLabel {
  /** Null where what it names is behind the camera or outside the picture. */
  readonly box: Box | null;
  readonly isShown: boolean;
}

/**
 * Which labels show while the camera moves, in the order of their rights: each that collides neither with one before it nor with a
 * reserved rectangle. Moving labels keep their offset; what has to give way comes back when there is ample room.
 */
export function shownWhileMoving(labels: readonly MovingLabel[], bounds: Rect, reserved: readonly Rect[]): boolean[] {
  const taken = new BoxIndex(bounds);
  for (const { x, y, width, height } of reserved) taken.add({ left: x, top: y, right: x + width, bottom: y + height });
  return labels.map(({ box, isShown }) => {
    if (box === null || taken.hits(box, isShown ? 0 : PADDING_BACK)) return false;
    taken.add(box);
    return true;
  });
}
