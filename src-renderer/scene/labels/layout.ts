import type { CloudModel } from '../cloud-model';
import { tagOf } from '../cloud-model';
import type { DrawContext } from '../draw-context';
import { GHOST_REACH_PX } from '../ghost';
import type { ScreenPoints } from '../picking';
import { DENSE_LIMIT } from '../points';
import { ringRadius } from '../rings';
import { FORM_SIZE, wordRadius } from '../static-nodes';
import { placeOnTrail } from '../typed';
import type { Position, Rect } from '../types';
import type { Box } from './box-index';
import { chooseContexts } from './choose-contexts';
import { categoryText, contextText, ghostText, staticFormText, staticWordText, typedText } from './label-texts';
import { ALL_SIDES, placeLabels, type LabelRequest, type Leader, type Side } from './place';
import type { LabelText, TextMeter } from './text-runs';

/** What a label stays with while the camera moves. */
export type Anchor =
  | Readonly<{ kind: 'row'; row: number }>
  | Readonly<{ kind: 'ghost'; index: number }>
  | Readonly<{ kind: 'typed' }>
  | Readonly<{ kind: 'place'; position: Position }>;

/** A label in its place; (x, y) is its upper left corner in px. */
export interface LaidLabel {
  readonly id: string;
  readonly anchor: Anchor;
  readonly text: LabelText;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly side: Side;
  readonly leader: Leader | null;
}

export interface LayoutOptions {
  readonly bounds: Rect;
  readonly reserved: readonly Rect[];
  /** False: only what must be named stays: ghosts, typed word, letters of the selection. */
  readonly labels: boolean;
  /** Side each label had last, tried first so that labels do not jump about. */
  readonly lastSides: ReadonlyMap<string, Side>;
}

interface Wish {
  readonly request: LabelRequest;
  readonly anchor: Anchor;
  readonly text: LabelText;
}

/** Px of screen a context label needs around it before the picture looks crowded. */
const AREA_PER_CONTEXT = 46_000;
const SOFT_POINT_LIMIT = 2000;
/** In larger clouds names lie on points and need a plate. */
const CROWDED = 1500;
const NAME_SIDES: readonly Side[] = ['t', 'b', 'tr', 'tl', 'br', 'bl', 'r', 'l'];

/** Decides which labels there are and where: selected, ghosts, typed word, names of categories, contexts, in this order. */
export function layoutLabels(context: DrawContext, model: CloudModel, screen: ScreenPoints, meter: TextMeter, options: LayoutOptions): LaidLabel[] {
  const { view, tokens, points } = context;
  const wishes: Wish[] = [];
  const obstacles: Box[] = [];
  const { bounds } = options;
  const isIn = (x: number, y: number): boolean => x >= bounds.x && y >= bounds.y && x <= bounds.x + bounds.width && y <= bounds.y + bounds.height;
  const add = (id: string, anchor: Anchor, at: { x: number; y: number; scale: number }, text: LabelText, request: Partial<LabelRequest>): void => {
    if (at.scale <= 0 || !isIn(at.x, at.y) || (text.runs.length === 0 && !text.tag)) return;
    const sides = request.sides ?? ALL_SIDES;
    // Only rows keep their side: names and ghosts have a best place, to which they return.
    const last = anchor.kind === 'row' ? options.lastSides.get(id) : undefined;
    wishes.push({
      anchor, text,
      request: {
        id, x: at.x, y: at.y, halfWidth: 0, halfHeight: 0, gap: 9, mayMove: true, hasLeader: true, width: meter.labelWidth(text, tokens), height: text.lineHeightPx,
        ...request, sides: last && sides.includes(last) ? [last, ...sides.filter((side) => side !== last)] : sides,
      },
    });
  };
  const block = (x: number, y: number, reach: number): void => void obstacles.push({ left: x - reach, top: y - reach, right: x + reach, bottom: y + reach });
  const rowAt = (row: number): { x: number; y: number; scale: number } => ({ x: screen.x[row] as number, y: screen.y[row] as number, scale: screen.scale[row] as number });

  model.selection.forEach((row, index) => {
    const at = rowAt(row);
    const reach = ringRadius(points.selectedRadiusPx * at.scale * points.zoom);
    block(at.x, at.y, reach + 1);
    add(`row ${row}`, { kind: 'row', row }, at, contextText(options.labels ? (model.data.contexts[row] ?? null) : null, tagOf(index), tokens), { gap: reach + 4 });
  });
  model.ghosts.forEach((ghost, index) => {
    const at = view.projectPosition(ghost.position);
    if (at.scale > 0) block(at.x, at.y, GHOST_REACH_PX);
    add(`ghost ${index}`, { kind: 'ghost', index }, at, ghostText(ghost, tokens), { gap: GHOST_REACH_PX + 2, sides: freeSides(index, at, model, screen) });
  });
  // While it flies, the typed word needs no label and pushes none aside.
  if (model.typed && model.typed.u === 1) {
    const at = view.projectPosition(placeOnTrail(model.typed.trail, model.typed.u).position);
    if (at.scale > 0) block(at.x, at.y, 9);
    add('typed', { kind: 'typed' }, at, typedText(model.typed.word.label, tokens), { gap: 13, sides: ['tr', 't', 'r', 'br', 'b', 'tl', 'l', 'bl'] });
  }
  model.static?.forms.forEach((form, index) => {
    const at = view.projectPosition(form.position);
    if (at.scale > 0) block(at.x, at.y, GHOST_REACH_PX * FORM_SIZE);
    add(`form ${index}`, { kind: 'place', position: form.position }, at, staticFormText(form, tokens), { gap: GHOST_REACH_PX * FORM_SIZE + 2, sides: ['t', 'tr', 'tl', 'b', 'br', 'bl', 'r', 'l'] });
  });
  if (options.labels) addNames(context, model, screen, add);
  const nFixed = wishes.length;
  const words = options.labels ? (model.static?.words ?? []) : [];
  words.map((word, index) => ({ word, index })).sort((a, b) => b.word.weight - a.word.weight || a.index - b.index).forEach(({ word, index }) => {
    const at = view.projectPosition(word.position);
    add(`word ${index}`, { kind: 'place', position: word.position }, at, staticWordText(word, tokens), { gap: wordRadius(word.weight) + 4, mayMove: false, sides: ['l', 't', 'b', 'r', 'tl', 'bl', 'tr', 'br'] });
  });
  const budget = Math.round((bounds.width * bounds.height) / AREA_PER_CONTEXT);
  if (options.labels && model.n <= DENSE_LIMIT && model.data.contexts.length > 0) {
    const selected = new Set(model.selection);
    const chosen = chooseContexts({
      points: screen, categories: model.data.categories, widthPx: view.widthPx, heightPx: view.heightPx, budget,
      canLabel: (row) => !selected.has(row) && model.opacity[row] === 1 && model.data.contexts[row] != null && isIn(screen.x[row] as number, screen.y[row] as number),
    });
    const said = new Set<string>();
    for (const row of chosen) {
      const { before, word, after } = model.data.contexts[row] as ContextLabel;
      if (said.has(before + word + after)) continue;
      said.add(before + word + after);
      add(`row ${row}`, { kind: 'row', row }, rowAt(row), contextText(model.data.contexts[row] as ContextLabel, null, tokens), { gap: points.radiusPx * points.zoom + 5, mayMove: false });
    }
  }
  const placed = placeLabels(wishes.map(({ request }) => request), {
    bounds: options.bounds, reserved: options.reserved, obstacles, points: softPoints(context, model, screen),
    pointRadius: points.radiusPx * points.zoom * 0.9, maxDropping: words.length + budget,
  });
  const byId = new Map(wishes.map((wish, order) => [wish.request.id, { wish, order }]));
  return placed
    .map((label) => {
      const { wish, order } = byId.get(label.id) as { wish: Wish; order: number; };
      return { order: order < nFixed ? order : nFixed, laid: { ...label, anchor: wish.anchor, text: wish.text, width: wish.request.width } };
    })
    .sort((a, b) => a.order - b.order)
    .map(({ laid }) => laid);
}

function softPoints({ view, points }: DrawContext, model: CloudModel, screen: ScreenPoints): number[] {
  const soft: number[] = [];
  for (const word of model.static?.words ?? []) {
    const at = view.projectPosition(word.position);
    if (at.scale > 0) soft.push(at.x, at.y);
  }
  if (model.n > SOFT_POINT_LIMIT || points.positions.length === 0) return soft;
  for (let row = 0; row < model.n; row++) if ((screen.scale[row] as number) > 0) soft.push(screen.x[row] as number, screen.y[row] as number);
  return soft;
}

const GHOST_SIDES: readonly Side[] = ['br', 'b', 'bl', 'r', 'l', 'tr', 'tl', 't'];
const ANGLES: Readonly<Record<Side, number>> = { r: 0, br: 45, b: 90, bl: 135, l: 180, tl: 225, t: 270, tr: 315, c: 0 };
const THREAD_FAN_DEGREES = 34;
/** A side is open while fewer than this share of the rows lies that way. */
const MOST_IN_FAN = 0.12;

/** Sides of a ghost, those first where fewest of its threads leave; sides in the thick of them only where there is no other. */
function freeSides(index: number, at: { x: number; y: number }, model: CloudModel, screen: ScreenPoints): Side[] {
  const crowd = new Map<Side, number>(GHOST_SIDES.map((side) => [side, 0]));
  const { ghostOf } = model.data;
  for (let row = 0; row < model.n; row++) {
    if (ghostOf[row] !== index || (screen.scale[row] as number) <= 0) continue;
    const angle = (Math.atan2((screen.y[row] as number) - at.y, (screen.x[row] as number) - at.x) * 180) / Math.PI;
    for (const side of GHOST_SIDES) if (Math.abs(((angle - ANGLES[side] + 540) % 360) - 180) < THREAD_FAN_DEGREES) crowd.set(side, (crowd.get(side) as number) + 1);
  }
  const sorted = [...GHOST_SIDES].sort((a, b) => (crowd.get(a) as number) - (crowd.get(b) as number) || GHOST_SIDES.indexOf(a) - GHOST_SIDES.indexOf(b));
  const isOpen = (side: Side): boolean => (crowd.get(side) as number) < MOST_IN_FAN * model.n;
  return isOpen(sorted[0] as Side) ? sorted.filter(isOpen) : sorted;
}

type Add = (id: string, anchor: Anchor, at: { x: number; y: number; scale: number }, text: LabelText, request: Partial<LabelRequest>) => void;

/** A category's name stands around the bulk of its points (6th to 94th percentile each way), anchored in their mean. */
function addNames({ view, tokens }: DrawContext, model: CloudModel, screen: ScreenPoints, add: Add): void {
  const { categories, categoryLabels } = model.data;
  for (const label of categoryLabels) {
    const xs: number[] = [], ys: number[] = [];
    const mean = [0, 0, 0];
    let count = 0;
    for (let row = 0; row < model.n; row++) {
      if (categories[row] !== label.category || (model.filter && model.filter[row] === 0) || (screen.scale[row] as number) <= 0) continue;
      xs.push(screen.x[row] as number);
      ys.push(screen.y[row] as number);
      for (let axis = 0; axis < 3; axis++) (mean[axis] as number) += (model.positions[row * 3 + axis] as number);
      count++;
    }
    if (count === 0) continue;
    const [left, right] = spread(xs), [top, bottom] = spread(ys);
    const at = { x: (left + right) / 2, y: (top + bottom) / 2, scale: 1 };
    const position: Position = [(mean[0] as number) / count, (mean[1] as number) / count, (mean[2] as number) / count];
    if (view.projectPosition(position).scale <= 0) continue;
    add(`name ${label.category}`, { kind: 'place', position }, at, categoryText(label, tokens, model.n > CROWDED), {
      halfWidth: Math.max(8, (right - left) / 2), halfHeight: Math.max(4, (bottom - top) / 2), gap: 12, hasLeader: false, sides: count > 1 ? NAME_SIDES : ALL_SIDES,
    });
  }
}

function spread(values: number[]): [number, number] {
  values.sort((a, b) => a - b);
  const at = (share: number): number => values[Math.round(share * (values.length - 1))] as number;
  return [at(0.06), at(0.94)];
}
