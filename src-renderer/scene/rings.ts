import { withAlpha } from './colour';
import { circle } from './ghost';
import type { SceneTokens } from './types';

/** Radius of a selection ring in px around a glyph of radius `glyphPx`. */
export function ringRadius(glyphPx: number): number {
  return Math.max(8.5, glyphPx + 5);
}

/** Ink ring of a selected point, with a gap of scene colour so that it reads on any ground. */
export function drawSelectionRing(context: CanvasRenderingContext2D, x: number, y: number, glyphPx: number, tokens: SceneTokens): void {
  const radius = ringRadius(glyphPx);
  context.strokeStyle = withAlpha(tokens.scene, 0.55);
  context.lineWidth = 4.2;
  circle(context, x, y, radius);
  context.stroke();
  context.strokeStyle = tokens.ink;
  context.lineWidth = 1.8;
  circle(context, x, y, radius);
  context.stroke();
}

/** Thinner ring of the point under the pointer; outside the selection ring where both show. */
export function drawHoverRing(context: CanvasRenderingContext2D, x: number, y: number, glyphPx: number, isSelected: boolean, tokens: SceneTokens): void {
  context.strokeStyle = withAlpha(tokens.ink, 0.75);
  context.lineWidth = 1.2;
  circle(context, x, y, isSelected ? ringRadius(glyphPx) + 3.5 : Math.max(9, glyphPx + 4));
  context.stroke();
}
