import type { Canvas2D } from '../canvas-2d';
import type { CloudModel } from '../cloud-model';
import type { DrawContext } from '../draw-context';
import type { Visual } from '../visual';

const FONT_PX = 10.5;
const OFFSET_PX = 9;
/** More numbers than this would be a grey haze. */
const MOST = 300;

export const COUNTS: Visual = {
  layer: 'overlay',
  paint: (drawing, { model }) => (model.data.counts === undefined ? null : (canvas) => { drawCounts(canvas, drawing, model); }),
};

/** How many rows a point stands for, beside it. */
function drawCounts(context: Canvas2D, { view, tokens }: Pick<DrawContext, 'view' | 'tokens'>, model: Pick<CloudModel, 'data' | 'positionOf'>): void {
  const { counts } = model.data;
  if (counts === undefined) return;
  context.font = `500 ${FONT_PX}px ${tokens.fontUi}`;
  context.textAlign = 'left';
  context.textBaseline = 'middle';
  context.fillStyle = tokens.ink2;
  let n = 0;
  for (const [row, count] of counts.entries()) {
    if (count < 2) continue;
    if (++n > MOST) return;
    const { x, y, scale } = view.positionToScreen(model.positionOf(row));
    if (scale > 0) context.fillText(`×${count}`, x + OFFSET_PX, y - OFFSET_PX);
  }
}
