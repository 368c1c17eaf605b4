import type { Position } from './types';

/** Corners of a level square, around. @param half of a side */
export function cornersOf(height: number, half: number): readonly [Position, Position, Position, Position] {
  return [[-half, height, -half], [half, height, -half], [half, height, half], [-half, height, half]];
}
