import type { Canvas2D } from '../canvas-2d';
import { withAlpha } from '../colours/colour';
import { freeSides } from '../labels/free-sides';
import { ghostText } from '../labels/label-texts';
import { RIGHTS } from '../labels/wishes';
import type { CloudModel } from '../cloud-model';
import type { Position, SceneTokens } from '../types';
import type { Visual } from '../visual';

/** Half of what a ghost keeps free of labels, in px: its dashed outer ring. */
export const GHOST_REACH_PX = 19;

const TAU = 2 * Math.PI;

/** Context-free vectors of the words, from which threads run. */
export const GHOSTS: Visual = {
  layer: 'overlay',
  paint: ({ view, tokens }, { model: { ghosts } }) => (ghosts.length === 0 ? null : (canvas) => {
    for (const ghost of ghosts) {
      const { x, y, scale } = view.positionToScreen(ghost.position);
      if (scale > 0) drawGhost(canvas, x, y, tokens);
    }
  }),
  labels: [{
    right: RIGHTS.ghosts,
    add(wishes) {
      const { crowd, model, previous, context: { view, tokens } } = wishes;
      model.ghosts.forEach((ghost, index) => {
        const at = view.positionToScreen(ghost.position);
        const id = `ghost ${index}`;
        wishes.block(at, GHOST_REACH_PX);
        const sides = freeSides(index, at, model.data.ghostOf, crowd, previous.get(id)?.side ?? null);
        wishes.add(id, { kind: 'thing', index, at: placeOfGhost }, at, ghostText(ghost, tokens), { gap: GHOST_REACH_PX + 2, sides });
      });
    },
  }],
};

function placeOfGhost({ ghosts }: CloudModel, index: number): Position | null {
  return ghosts[index]?.position ?? null;
}

/** Ring, dot, dashed outer ring and glow of a context-free vector at (x, y); `size` 1 in a cloud, 1.2 for static forms. */
export function drawGhost(context: Canvas2D, x: number, y: number, tokens: SceneTokens, size = 1): void {
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
export function drawGlow(context: Canvas2D, x: number, y: number, reach: number, tokens: SceneTokens, alpha: number): void {
  const glow = context.createRadialGradient(x, y, 0, x, y, reach);
  glow.addColorStop(0, withAlpha(tokens.ghost, alpha));
  glow.addColorStop(0.5, withAlpha(tokens.ghost, alpha * 0.36));
  glow.addColorStop(1, withAlpha(tokens.ghost, 0));
  context.fillStyle = glow;
  context.fillRect(x - reach, y - reach, reach * 2, reach * 2);
}

export function circle(context: Canvas2D, x: number, y: number, radius: number): void {
  context.beginPath();
  context.arc(x, y, radius, 0, TAU);
}
