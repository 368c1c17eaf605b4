import type { Canvas2D } from '../canvas-2d';
import { withAlpha } from '../colours/colour';
import { circle, drawGhost, GHOST_REACH_PX } from './ghosts';
import type { CameraView } from '../camera/camera-view';
import { sidesTowards } from '../labels/free-sides';
import { staticFormText, staticWordText } from '../labels/label-texts';
import type { LabelSide } from '../labels/place';
import { RIGHTS, type Wishes } from '../labels/wishes';
import type { SceneTokens, StaticData } from '../types';
import type { Visual } from '../visual';

/** Static forms are drawn a fifth larger than ghosts: here they are the subject. */
const FORM_SIZE = 1.2;
const FORM_SIDES: readonly LabelSide[] = ['t', 'tr', 'tl', 'b', 'br', 'bl', 'r', 'l'];

/** Static forms and their nearest words. */
export const STATIC_NODES: Visual = {
  layer: 'overlay',
  paint: ({ view, tokens }, { model }) => {
    const data = model.static;
    return data && ((canvas) => { drawStatic(canvas, view, data, tokens); });
  },
  labels: [
    { right: RIGHTS.staticForms, add: (wishes) => { if (wishes.model.static) addForms(wishes, wishes.model.static); } },
    { right: RIGHTS.staticWords, isOptional: true, add: (wishes) => { if (wishes.model.static) addWords(wishes, wishes.model.static); } },
  ],
};

function addForms(wishes: Wishes, { forms, words }: StaticData): void {
  const { view, tokens } = wishes.context;
  forms.forEach((form, index) => {
    const at = view.positionToScreen(form.position);
    wishes.block(at, GHOST_REACH_PX * FORM_SIZE);
    wishes.add(`form ${index}`, { kind: 'place', position: form.position }, at, staticFormText(form, tokens), { gap: GHOST_REACH_PX * FORM_SIZE + 2, sides: FORM_SIDES });
  });
  for (const word of words) wishes.clear(view.positionToScreen(word.position));
}

/** Nearest words first: they get the best places. Words are what there is to read here, so they may move, and cover dots in a throng. */
function addWords(wishes: Wishes, { forms, words }: StaticData): void {
  const { view, tokens } = wishes.context;
  const sorted = words.map((word, index) => ({ word, index })).sort((a, b) => b.word.weight - a.word.weight || a.index - b.index);
  for (const { word, index } of sorted) {
    const at = view.positionToScreen(word.position);
    const form = forms[word.formIndex];
    const from = form ? view.positionToScreen(form.position) : at;
    const gap = wordRadius(word.weight) + 4;
    wishes.add(`word ${index}`, { kind: 'place', position: word.position }, at, staticWordText(word, tokens), { gap, sides: sidesTowards(at.x - from.x, at.y - from.y) });
  }
}

function wordRadius(weight: number): number {
  return 2.4 + 2 * Math.min(1, Math.max(0, weight));
}

/** One node for each word form, thin lines to its nearest words, and those as grey dots sized by closeness. */
function drawStatic(context: Canvas2D, view: CameraView, { forms, words }: StaticData, tokens: SceneTokens): void {
  const nodes = forms.map((form) => view.positionToScreen(form.position));
  const places = words.map((word) => view.positionToScreen(word.position));
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
