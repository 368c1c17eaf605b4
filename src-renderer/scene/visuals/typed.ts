import type { Canvas2D } from '../canvas-2d';
import type { CloudModel } from '../cloud-model';
import { withAlpha } from '../colours/colour';
import { circle, drawGlow } from './ghosts';
import { placeOnTrail, type Trail } from '../trail';
import type { Position, SceneTokens } from '../types';
import type { Projected, CameraView } from '../camera/camera-view';
import { typedText } from '../labels/label-texts';
import type { LabelSide } from '../labels/place';
import { RIGHTS } from '../labels/wishes';
import type { Visual } from '../visual';

const SIDES: readonly LabelSide[] = ['tr', 't', 'r', 'br', 'b', 'tl', 'l', 'bl'];

/** The word being typed and the trail of its flight. */
export const TYPED: Visual = {
  layer: 'overlay',
  paint: ({ view, tokens }, { model: { typed } }) => typed && ((canvas) => { drawTyped(canvas, view, typed, tokens); }),
  labels: [{
    right: RIGHTS.typed,
    add(wishes) {
      const { context: { view, tokens }, model: { typed } } = wishes;
      // While it flies, the typed word needs no label and pushes none aside.
      if (typed?.u !== 1) return;
      const at = view.positionToScreen(placeOnTrail(typed.trail, 1).position);
      wishes.block(at, 9);
      wishes.add('typed', { kind: 'thing', index: 0, at: placeOfTyped }, at, typedText(typed.word.label, tokens), { gap: 13, sides: SIDES });
    },
  }],
};

function placeOfTyped({ typed }: CloudModel): Position | null {
  return typed && placeOnTrail(typed.trail, typed.u).position;
}

/** Opacity and width (px) of the trail where the share `t` (0…1) of it is done: plain to see from its start, strongest at its end. */
export function trailStroke(t: number): { readonly alpha: number; readonly width: number } {
  return { alpha: 0.62 + 0.36 * t, width: 1.7 + 1.3 * t };
}

/** A flight as it stands; `lit` is the light of a point that has just arrived, 1…0. */
export interface Flight {
  readonly trail: Trail;
  readonly u: number;
  readonly lit: number;
}

/** Draws the trail up to the word, on a ground of its own so that it is told from threads, its layer positions as beads, and the word itself. */
export function drawTyped(context: Canvas2D, view: CameraView, { trail, u, lit }: Flight, tokens: SceneTokens): void {
  const { samples, nodes } = trail;
  const head = placeOnTrail(trail, u);
  const last = Math.max(1, samples.length - 1);
  const legs = legsUpTo(view, samples, head);
  context.lineCap = 'round';
  for (const isGround of [true, false]) {
    for (const { from, to, at } of legs) {
      const { alpha, width } = trailStroke(at / last);
      context.strokeStyle = isGround ? withAlpha(tokens.scene, 0.8) : withAlpha(tokens.ghost, alpha);
      context.lineWidth = isGround ? width + 3 : width;
      context.beginPath();
      context.moveTo(from.x, from.y);
      context.lineTo(to.x, to.y);
      context.stroke();
    }
  }
  for (const node of nodes.slice(1, -1)) {
    if (node > head.sample) break;
    const bead = view.positionToScreen(samples[node] as Position);
    context.fillStyle = tokens.ghost;
    circle(context, bead.x, bead.y, 2 + 1.2 * (node / last));
    context.fill();
  }
  const dot = view.positionToScreen(head.position);
  if (lit > 0) drawLight(context, dot, lit, tokens);
  drawGlow(context, dot.x, dot.y, 36, tokens, tokens.isDark ? 0.42 : 0.22);
  context.fillStyle = tokens.scene;
  circle(context, dot.x, dot.y, 6.8);
  context.fill();
  context.fillStyle = tokens.isDark ? '#ffffff' : tokens.ghost;
  circle(context, dot.x, dot.y, 5.4);
  context.fill();
}

interface Leg {
  readonly from: Projected;
  readonly to: Projected;
  /** Where it ends, in samples. */
  readonly at: number;
}

function legsUpTo(view: CameraView, samples: readonly Position[], head: ReturnType<typeof placeOnTrail>): Leg[] {
  const legs: Leg[] = [];
  let from = view.positionToScreen(samples[0] as Position);
  for (let index = 1; index < samples.length && index - 1 < head.sample; index++) {
    const to = view.positionToScreen(index > head.sample ? head.position : (samples[index] as Position));
    legs.push({ from, to, at: Math.min(index, head.sample) });
    from = to;
  }
  return legs;
}

/** A ring that widens as its light fades. */
function drawLight(context: Canvas2D, { x, y }: Projected, lit: number, tokens: SceneTokens): void {
  drawGlow(context, x, y, 76, tokens, (tokens.isDark ? 0.75 : 0.45) * lit);
  context.strokeStyle = withAlpha(tokens.ghost, 0.9 * lit);
  context.lineWidth = 2;
  circle(context, x, y, 10 + 26 * (1 - lit));
  context.stroke();
}
