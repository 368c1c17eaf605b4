import { withAlpha } from '../colours/colour';
import { circle } from './ghosts';
import { RING_PX } from '../points/point-shaders';
import type { SceneTokens } from '../types';

/** Radius of a selection ring in px around a glyph of radius `glyphPx`. */
export function ringRadius(glyphPx: number): number {
  return Math.max(RING_PX.least, glyphPx + RING_PX.gap);
}

/** Thinner ring of the point under the pointer; outside the selection ring where both show. */
export function drawHoverRing(context: CanvasRenderingContext2D, x: number, y: number, glyphPx: number, isSelected: boolean, tokens: SceneTokens): void {
  context.strokeStyle = withAlpha(tokens.ink, 0.75);
  context.lineWidth = 1.2;
  circle(context, x, y, isSelected ? ringRadius(glyphPx) + 3.5 : Math.max(9, glyphPx + 4));
  context.stroke();
}
