import type { Canvas2D } from '../canvas-2d';
import { withAlpha } from '../colours/colour';
import { glyphScale } from '../draw-context';
import { circle } from './ghosts';
import { RING_PX } from '../points/point-shaders';
import type { SceneTokens } from '../types';
import type { Visual } from '../visual';

/** The ring of the row under the pointer. */
export const HOVER_RING: Visual = {
  layer: 'overlay',
  isOfPointer: true,
  paint({ view, tokens, points }, { model }) {
    const { hover } = model;
    if (hover === null) return null;
    const { x, y, scale } = view.positionToScreen(model.positionOf(hover));
    const isSelected = model.isSelected(hover);
    const radius = (isSelected ? points.selectedRadiusPx : points.radiusPx) * glyphScale(scale) * points.zoom;
    return scale > 0 ? (canvas) => { drawHoverRing(canvas, x, y, radius, isSelected, tokens); } : null;
  },
};

/** Radius of a selection ring in px around a glyph of radius `glyphPx`. */
export function ringRadius(glyphPx: number): number {
  return Math.max(RING_PX.least, glyphPx + RING_PX.gap);
}

/** Thinner ring of the point under the pointer; outside the selection ring where both show. */
function drawHoverRing(context: Canvas2D, x: number, y: number, glyphPx: number, isSelected: boolean, tokens: SceneTokens): void {
  context.strokeStyle = withAlpha(tokens.ink, 0.75);
  context.lineWidth = 1.2;
  circle(context, x, y, isSelected ? ringRadius(glyphPx) + 3.5 : Math.max(9, glyphPx + 4));
  context.stroke();
}
