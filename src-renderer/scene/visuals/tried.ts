import type { Canvas2D } from '../canvas-2d';
import { withAlpha } from '../colours/colour';
import type { DrawContext } from '../draw-context';
import { RIGHTS } from '../labels/wishes';
import type { TriedPoint } from '../types';
import type { Visual } from '../visual';
import { circle } from './ghosts';

const RADIUS_PX = 8;
const FONT_PX = 10;

/** Sentences that were tried before: small discs with their numbers, joined in their order by a dashed line. */
export const TRIED: Visual = {
  layer: 'overlay',
  paint: (drawing, { model: { tried } }) => (tried.length === 0 ? null : (canvas) => { drawTried(canvas, drawing, tried); }),
  labels: [{
    right: RIGHTS.tried,
    add(wishes) {
      const { context: { view }, model: { tried } } = wishes;
      for (const { position } of tried) wishes.block(view.positionToScreen(position), RADIUS_PX);
    },
  }],
};

export function drawTried(canvas: Canvas2D, { view, tokens }: Pick<DrawContext, 'view' | 'tokens'>, tried: readonly TriedPoint[]): void {
  const marks = tried.map((one) => ({ ...one, at: view.positionToScreen(one.position) })).filter(({ at }) => at.scale > 0);
  canvas.strokeStyle = withAlpha(tokens.ink, 0.5);
  canvas.lineWidth = 1;
  canvas.setLineDash([2, 4]);
  canvas.beginPath();
  marks.forEach(({ at: { x, y } }, index) => { if (index === 0) canvas.moveTo(x, y); else canvas.lineTo(x, y); });
  canvas.stroke();
  canvas.setLineDash([]);
  canvas.font = `600 ${FONT_PX}px ${tokens.fontUi}`;
  canvas.textAlign = 'center';
  canvas.textBaseline = 'middle';
  for (const { number, category, at: { x, y } } of marks) {
    canvas.fillStyle = tokens.scene;
    circle(canvas, x, y, RADIUS_PX);
    canvas.fill();
    canvas.strokeStyle = category === 0 ? tokens.ink2 : tokens.marks[category] ?? tokens.ink2;
    canvas.lineWidth = 1.6;
    canvas.stroke();
    canvas.fillStyle = tokens.ink;
    canvas.fillText(String(number), x, y + 0.5);
  }
}
