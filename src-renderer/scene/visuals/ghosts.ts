import { withAlpha } from '../colours/colour';
import type { SceneTokens } from '../types';

/** Half of what a ghost keeps free of labels, in px: its dashed outer ring. */
export const GHOST_REACH_PX = 19;

const TAU = 2 * Math.PI;

/** Ring, dot, dashed outer ring and glow of a context-free vector at (x, y); `size` 1 in a cloud, 1.2 for static forms. */
export function drawGhost(context: CanvasRenderingContext2D, x: number, y: number, tokens: SceneTokens, size = 1): void {
  drawGlow(context, x, y, 48 * size, tokens, tokens.isDark ? 0.2 : 0.12);
  context.fillStyle = tokens.scene;
  context.strokeStyle = tokens.ghost;
  context.lineWidth = 2;
  circle(context, x, y, 10.5 * size);
  context.fill();
  context.stroke();
  context.fillStyle = tokens.ghost;
  circle(context, x, y, 3 * size);
  context.fill();
  context.setLineDash([2, 4]);
  context.lineWidth = 1;
  context.strokeStyle = withAlpha(tokens.ghost, 0.5);
  circle(context, x, y, 17.5 * size);
  context.stroke();
  context.setLineDash([]);
}

/** A soft round light (dark theme) or shade (light theme) of radius `reach`. */
export function drawGlow(context: CanvasRenderingContext2D, x: number, y: number, reach: number, tokens: SceneTokens, alpha: number): void {
  const glow = context.createRadialGradient(x, y, 0, x, y, reach);
  glow.addColorStop(0, withAlpha(tokens.ghost, alpha));
  glow.addColorStop(0.5, withAlpha(tokens.ghost, alpha * 0.36));
  glow.addColorStop(1, withAlpha(tokens.ghost, 0));
  context.fillStyle = glow;
  context.fillRect(x - reach, y - reach, reach * 2, reach * 2);
}

export function circle(context: CanvasRenderingContext2D, x: number, y: number, radius: number): void {
  context.beginPath();
  context.arc(x, y, radius, 0, TAU);
}
