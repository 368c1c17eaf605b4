import { withAlpha } from './colours/colour';
import type { CloudModel } from './cloud-model';
import { glyphScale, type DrawContext } from './draw-context';
import { drawGhost } from './visuals/ghosts';
import type { Leader } from './labels/place';
import { drawCounts } from './visuals/counts';
import { drawMeasures } from './visuals/measures';
import { drawHoverRing } from './visuals/hover-ring';
import { drawStatic } from './visuals/static-nodes';
import { drawTyped } from './visuals/typed';
import type { SceneTokens } from './types';

/** What lies above the points; lines are in px. */
export interface Overlay {
  readonly model: Pick<CloudModel, 'ghosts' | 'typed' | 'static' | 'measures' | 'data' | 'positionOf' | 'isSelected'>;
  /** The row under the pointer. */
  readonly hover: number | null;
  readonly leaders: readonly Leader[];
  /** Outline of a lasso or box in the making, `[x0, y0, x1, y1, …]`. */
  readonly outline: readonly number[];
}

export function isEmpty({ model, hover, leaders, outline }: Overlay): boolean {
  return !model.static && !model.typed && model.ghosts.length === 0 && model.measures.length === 0 && model.data.counts === undefined && hover === null && leaders.length === 0 && outline.length < 4;
}

/** Draws static forms, the typed word, ghosts, measured lines, the ring of the hovered row, leader lines and the outline. */
export function drawOverlay(context: CanvasRenderingContext2D, drawing: DrawContext, { model, hover, leaders, outline }: Overlay): void {
  const { view, tokens, points } = drawing;
  if (model.static) drawStatic(context, view, model.static, tokens);
  if (model.typed) drawTyped(context, view, model.typed, tokens);
  for (const ghost of model.ghosts) {
    const { x, y, scale } = view.projectPosition(ghost.position);
    if (scale > 0) drawGhost(context, x, y, tokens);
  }
  drawCounts(context, drawing, model);
  drawMeasures(context, drawing, model, model.measures);
  if (hover !== null) {
    const { x, y, scale } = view.projectPosition(model.positionOf(hover));
    const isSelected = model.isSelected(hover);
    const radius = (isSelected ? points.selectedRadiusPx : points.radiusPx) * glyphScale(scale) * points.zoom;
    if (scale > 0) drawHoverRing(context, x, y, radius, isSelected, tokens);
  }
  context.strokeStyle = withAlpha(tokens.ink, 0.45);
  context.lineWidth = 1;
  for (const { fromX, fromY, toX, toY } of leaders) {
    context.beginPath();
    context.moveTo(fromX, fromY);
    context.lineTo(toX, toY);
    context.stroke();
  }
  drawOutline(context, outline, tokens);
}

function drawOutline(context: CanvasRenderingContext2D, outline: readonly number[], tokens: SceneTokens): void {
  if (outline.length < 4) return;
  context.beginPath();
  for (let i = 0; i < outline.length; i += 2) context.lineTo(outline[i]!, outline[i + 1]!);
  context.closePath();
  context.fillStyle = withAlpha(tokens.ink, 0.07);
  context.fill();
  context.setLineDash([4, 3]);
  context.strokeStyle = withAlpha(tokens.ink, 0.8);
  context.lineWidth = 1.2;
  context.stroke();
  context.setLineDash([]);
}
