import type { Canvas2D } from '../canvas-2d';
import { withAlpha } from '../colours/colour';
import type { SceneTokens } from '../types';
import type { Visual } from '../visual';

/** The lasso or box in the making. */
export const OUTLINE: Visual = {
  layer: 'overlay',
  isOfPointer: true,
  paint: ({ tokens }, { model: { outline } }) => (outline.length < 4 ? null : (canvas) => { drawOutline(canvas, outline, tokens); }),
};

function drawOutline(canvas: Canvas2D, outline: readonly number[], tokens: SceneTokens): void {
  canvas.beginPath();
  for (let i = 0; i < outline.length; i += 2) canvas.lineTo(outline[i]!, outline[i + 1]!);
  canvas.closePath();
  canvas.fillStyle = withAlpha(tokens.ink, 0.07);
  canvas.fill();
  canvas.setLineDash([4, 3]);
  canvas.strokeStyle = withAlpha(tokens.ink, 0.8);
  canvas.lineWidth = 1.2;
  canvas.stroke();
  canvas.setLineDash([]);
}
