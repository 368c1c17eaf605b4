import { withAlpha } from '../colours/colour';
import { circle, drawGhost } from './ghosts';
import type { SceneTokens, StaticData } from '../types';
import type { View } from '../camera/view';

/** Static forms are drawn a fifth larger than ghosts: here they are the subject. */
export const FORM_SIZE = 1.2;

export function wordRadius(weight: number): number {
  return 2.4 + 2 * Math.min(1, Math.max(0, weight));
}

/** One node for each word form, thin lines to its nearest words, and those as grey dots sized by closeness. */
export function drawStatic(context: CanvasRenderingContext2D, view: View, { forms, words }: StaticData, tokens: SceneTokens): void {
  const nodes = forms.map((form) => view.projectPosition(form.position));
  const places = words.map((word) => view.projectPosition(word.position));
  context.strokeStyle = withAlpha(tokens.ink, 0.15);
  context.lineWidth = 1;
  words.forEach((word, index) => {
    const from = nodes[word.formIndex], to = places[index];
    if (!from || !to || from.scale <= 0 || to.scale <= 0) return;
    context.beginPath();
    context.moveTo(from.x, from.y);
    context.lineTo(to.x, to.y);
    context.stroke();
  });
  words.forEach((word, index) => {
    const place = places[index];
    if (!place || place.scale <= 0) return;
    const { x, y } = place;
    context.fillStyle = tokens.scene;
    circle(context, x, y, wordRadius(word.weight) + 1.1);
    context.fill();
    context.fillStyle = tokens.marks[0] as string;
    circle(context, x, y, wordRadius(word.weight));
    context.fill();
  });
  for (const { x, y, scale } of nodes) if (scale > 0) drawGhost(context, x, y, tokens, FORM_SIZE);
}
