import type { CloudModel } from '../cloud-model';
import type { ScreenPoints } from '../picking';
import type { Side } from './place';

/** Sides of a ghost in the order of taste, with their direction in degrees, clockwise from the right. */
const SIDES: readonly (readonly [side: Side, degrees: number])[] = [['br', 45], ['b', 90], ['bl', 135], ['r', 0], ['l', 180], ['tr', 315], ['tl', 225], ['t', 270]];
const FAN_DEGREES = 34;
/** A side is open while fewer than this share of the rows lies that way. */
const MOST_IN_FAN = 0.12;

/** Sides of a ghost, those first where fewest of its threads leave; sides in the thick of them only where there is no other. */
export function freeSides(ghost: number, at: { readonly x: number; readonly y: number }, { n, data }: Pick<CloudModel, 'n' | 'data'>, screen: ScreenPoints): Side[] {
  const crowds = SIDES.map(([side]) => ({ side, count: 0 }));
  for (let row = 0; row < n; row++) {
    if (data.ghostOf[row] !== ghost || (screen.scale[row] as number) <= 0) continue;
    const angle = (Math.atan2((screen.y[row] as number) - at.y, (screen.x[row] as number) - at.x) * 180) / Math.PI;
    SIDES.forEach(([, degrees], index) => {
      const crowd = crowds[index];
      if (crowd && Math.abs(((angle - degrees + 540) % 360) - 180) < FAN_DEGREES) crowd.count++;
    });
  }
  // Array.sort is stable: equals keep the order of taste.
  const sorted = crowds.sort((a, b) => a.count - b.count);
  const open = sorted.filter(({ count }) => count < MOST_IN_FAN * n);
  return (open.length > 0 ? open : sorted).map(({ side }) => side);
}

/** Sides in the order in which they point the way of (dx, dy): what lies behind is tried last. */
export function sidesTowards(dx: number, dy: number): Side[] {
  const way = (Math.atan2(dy, dx) * 180) / Math.PI;
  const turn = (degrees: number): number => Math.abs(((way - degrees + 540) % 360) - 180);
  return [...SIDES].sort(([, a], [, b]) => turn(a) - turn(b)).map(([side]) => side);
}
