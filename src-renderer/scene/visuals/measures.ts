import type { Canvas2D } from '../canvas-2d';
import type { CloudModel } from '../cloud-model';
import { withAlpha } from '../colours/colour';
import type { DrawContext } from '../draw-context';
import type { MeasuredPair } from '../types';
import type { Visual } from '../visual';

const FONT_PX = 12;
/** The line ends beside the selection ring of its points. */
const END_GAP_PX = 13;
const PAD_PX = 4;

export const MEASURES: Visual = {
  layer: 'overlay',
  paint: (drawing, { model }) => (model.measures.length === 0 ? null : (canvas) => { drawMeasures(canvas, drawing, model, model.measures); }),
};

/** Straight lines between points with their true distance on them: a map bends distances, the number does not. */
function drawMeasures(context: Canvas2D, { view, tokens }: Pick<DrawContext, 'view' | 'tokens'>, model: Pick<CloudModel, 'positionOf'>, pairs: readonly MeasuredPair[]): void {
  for (const { from, to, text, category } of pairs) {
    const [a, b] = [view.positionToScreen(model.positionOf(from)), view.positionToScreen(model.positionOf(to))];
    const length = Math.hypot(b.x - a.x, b.y - a.y);
    if (a.scale <= 0 || b.scale <= 0 || length < 2 * END_GAP_PX) continue;
    const [ux, uy] = [(b.x - a.x) / length, (b.y - a.y) / length];
    context.strokeStyle = category === 0 ? tokens.ink : tokens.marks[category] as string;
    context.lineWidth = 1.8;
    context.beginPath();
    context.moveTo(a.x + ux * END_GAP_PX, a.y + uy * END_GAP_PX);
    context.lineTo(b.x - ux * END_GAP_PX, b.y - uy * END_GAP_PX);
    context.stroke();
    context.font = `600 ${FONT_PX}px ${tokens.fontUi}`;
    context.textAlign = 'center';
    context.textBaseline = 'middle';
    const [x, y, width] = [(a.x + b.x) / 2, (a.y + b.y) / 2, context.measureText(text).width];
    context.fillStyle = withAlpha(tokens.scene, 0.92);
    context.fillRect(x - width / 2 - PAD_PX, y - FONT_PX / 2 - 3, width + 2 * PAD_PX, FONT_PX + 6);
    context.fillStyle = category === 0 ? tokens.ink : tokens.markInks[category] as string;
    context.fillText(text, x, y);
  }
}
