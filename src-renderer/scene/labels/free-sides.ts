import type { Crowd } from './crowd';
import type { LabelSide } from './place';

/** Sides of a ghost in the order of taste, with their direction in degrees, clockwise from the right. */
const SIDES: readonly (readonly [side: LabelSide, degrees: number])[] = [['br', 45], ['b', 90], ['bl', 135], ['r', 0], ['l', 180], ['tr', 315], ['tl', 225], ['t', 270]];
const FAN_DEGREES = 34;
/** A side is open while fewer than this share of the rows lies that way. */
const MOST_IN_FAN = 0.12;
/** The side that was taken stays open up to this many times as many. */
const STAYS_UNTIL = 1.7;

/** Sides of a ghost, those first where fewest of its threads leave; sides in the thick of them only where there is no other. `last` is the side taken before. */
export function freeSides(ghost: number, at: { readonly x: number; readonly y: number }, ghostOf: Int32Array, crowd: Crowd, last: LabelSide | null): LabelSide[] {
  const crowds = SIDES.map(([side]) => ({ side, count: 0 }));
  for (let i = 0; i < crowd.rows.length; i++) {
    if (ghostOf[crowd.rows[i]!] !== ghost) continue;
    const angle = (Math.atan2(crowd.y[i]! - at.y, crowd.x[i]! - at.x) * 180) / Math.PI;
    SIDES.forEach(([, degrees], index) => {
      if (Math.abs(((angle - degrees + 540) % 360) - 180) < FAN_DEGREES) crowds[index]!.count += crowd.weight[i]!;
    });
  }
  // Array.sort is stable: equals keep the order of taste.
  const sorted = crowds.sort((a, b) => a.count - b.count);
  const open = sorted.filter(({ side, count }) => count < MOST_IN_FAN * crowd.nInView * (side === last ? STAYS_UNTIL : 1));
  return (open.length > 0 ? open : sorted).map(({ side }) => side);
}

/** Sides in the order in which they point the way of (dx, dy): what lies behind is tried last. */
export function sidesTowards(dx: number, dy: number): LabelSide[] {
  const way = (Math.atan2(dy, dx) * 180) / Math.PI;
  const turn = (degrees: number): number => Math.abs(((way - degrees + 540) % 360) - 180);
  return [...SIDES].sort(([, a], [, b]) => turn(a) - turn(b)).map(([side]) => side);
}
