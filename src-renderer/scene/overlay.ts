import { withAlpha } from './colour';
import type { CloudModel } from './cloud-model';
import { glyphScale, type DrawContext } from './draw-context';
import { drawGhost } from './ghost';
import type { Leader } from './labels/place';
import type { ScreenPoints } from './picking';
import { drawHoverRing, drawSelectionRing } from './rings';
import { drawStatic } from './static-nodes';
import { drawTyped } from './typed';
import type { SceneTokens } from './types';

/** The part of the model that the overlay shows. */
export type OverlayModel = Pick<CloudModel, 'ghosts' | 'selection' | 'hover' | 'typed' | 'static'>;

/** Draws what lies above the points: static forms, the typed word, ghosts, rings and leader lines. Lines are in px. */
export function drawOverlay(context: CanvasRenderingContext2D, drawing: DrawContext, model: OverlayModel, screen: ScreenPoints, leaders: readonly Leader[]): void {
  const { view, tokens, points } = drawing;
  if (model.static) drawStatic(context, view, model.static, tokens);
  if (model.typed) drawTyped(context, view, model.typed.trail, model.typed.u, tokens);
  for (const ghost of model.ghosts) {
    const { x, y, scale } = view.projectPosition(ghost.position);
    if (scale > 0) drawGhost(context, x, y, tokens);
  }
  const selected = new Set(model.selection);
  for (const row of selected) {
    const scale = screen.scale[row] ?? 0;
    if (scale > 0) drawSelectionRing(context, screen.x[row] as number, screen.y[row] as number, points.selectedRadiusPx * glyphScale(scale) * points.zoom, tokens);
  }
  const hover = model.hover;
  if (hover !== null && (screen.scale[hover] ?? 0) > 0) {
    const isSelected = selected.has(hover);
    const radius = (isSelected ? points.selectedRadiusPx : points.radiusPx) * glyphScale(screen.scale[hover] as number) * points.zoom;
    drawHoverRing(context, screen.x[hover] as number, screen.y[hover] as number, radius, isSelected, tokens);
  }
  context.strokeStyle = withAlpha(tokens.ink, 0.45);
  context.lineWidth = 1;
  for (const { fromX, fromY, toX, toY } of leaders) {
    context.beginPath();
    context.moveTo(fromX, fromY);
    context.lineTo(toX, toY);
    context.stroke();
  }
}

/** Outline of a lasso or box in the making, `[x0, y0, x1, y1, …]`. */
export function drawOutline(context: CanvasRenderingContext2D, outline: readonly number[], tokens: SceneTokens): void {
  if (outline.length < 4) return;
  context.beginPath();
  for (let i = 0; i < outline.length; i += 2) context.lineTo(outline[i] as number, outline[i + 1] as number);
  context.closePath();
  context.fillStyle = withAlpha(tokens.ink, 0.07);
  context.fill();
  context.setLineDash([4, 3]);
  context.strokeStyle = withAlpha(tokens.ink, 0.8);
  context.lineWidth = 1.2;
  context.stroke();
  context.setLineDash([]);
}
