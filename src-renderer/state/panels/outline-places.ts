/** Px from the scene's upper left corner. */
export interface Spot {
  readonly x: number;
  readonly y: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

const STEP_PX = 8;
const LONG_STEP_PX = 48;
/** So near to the first corner means that corner. */
const CLOSING_PX = 10;
const STEPS = { left: [-1, 0], right: [1, 0], up: [0, -1], down: [0, 1] } as const;

export const middleOf = ({ width, height }: Size): Spot => ({ x: Math.round(width / 2), y: Math.round(height / 2) });

/** One step on, inside the scene. */
export function movedBy({ x, y }: Spot, direction: keyof typeof STEPS, isLong: boolean, { width, height }: Size): Spot {
  const [right, down] = STEPS[direction];
  const step = isLong ? LONG_STEP_PX : STEP_PX;
  return { x: Math.max(0, Math.min(width, x + right * step)), y: Math.max(0, Math.min(height, y + down * step)) };
}

/** Whether a corner here would be the first one again. */
export function closes(corners: readonly Spot[], at: Spot): boolean {
  const [first] = corners;
  return first !== undefined && corners.length > 2 && Math.hypot(first.x - at.x, first.y - at.y) <= CLOSING_PX;
}

/** The four corners of the box between two. */
export const boxBetween = (a: Spot, b: Spot): readonly Spot[] => [a, { x: b.x, y: a.y }, b, { x: a.x, y: b.y }];

/** `[x0, y0, x1, y1, …]`, as the scene takes outlines. */
export const flat = (corners: readonly Spot[]): number[] => corners.flatMap(({ x, y }) => [x, y]);
