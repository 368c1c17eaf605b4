import type { CloudModel } from '../cloud-model';
import type { DrawContext } from '../draw-context';
import type { ScreenPoints } from '../picking';
import { DENSE_LIMIT } from '../points';
import type { Rect } from '../types';
import { chooseContexts } from './choose-contexts';
import { placeLabels, type Leader, type Side } from './place';
import type { LabelText, TextMeter } from './text-runs';
import { Wishes, type Anchor, type Wish } from './wishes';

/** A label in its place; (x, y) is its upper left corner in px. */
export interface LaidLabel {
  readonly id: string;
  readonly anchor: Anchor;
  readonly text: LabelText;
  readonly x: number;
  readonly y: number;
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

/** Px² of screen for each context label; more would crowd the picture. */
const AREA_PER_CONTEXT = 46_000;
const SOFT_POINT_LIMIT = 2000;

/** Decides which labels there are and where: selected, ghosts, typed word, static forms, names of categories, contexts, in this order. */
export function layoutLabels(context: DrawContext, model: CloudModel, screen: ScreenPoints, meter: TextMeter, options: LayoutOptions): LaidLabel[] {
  const { bounds, reserved, labels, lastSides } = options;
  const wishes = new Wishes(context, model, screen, meter, bounds, lastSides);
  const budget = Math.round((bounds.width * bounds.height) / AREA_PER_CONTEXT);
  wishes.addSelection(labels);
  wishes.addGhosts();
  wishes.addTyped();
  if (model.static) wishes.addStaticForms(model.static);
  if (labels) {
    wishes.addNames();
    if (model.static) wishes.addStaticWords(model.static);
    wishes.addContexts(contextRows(context, model, screen, budget, (x, y) => wishes.isIn(x, y)));
  }
  const placed = placeLabels(wishes.list.map(({ request }) => request), {
    bounds, reserved, obstacles: wishes.obstacles, points: softPoints(context, model, screen),
    pointRadius: context.points.radiusPx * context.points.zoom * 0.9, maxDropping: budget,
  });
  const byId = new Map(wishes.list.map((wish) => [wish.request.id, wish]));
  return placed.map((label) => {
    const { anchor, text } = byId.get(label.id) as Wish;
    return { ...label, anchor, text };
  });
}

function contextRows({ view }: DrawContext, model: CloudModel, screen: ScreenPoints, budget: number, isIn: (x: number, y: number) => boolean): number[] {
  if (model.n > DENSE_LIMIT || model.data.contexts.length === 0) return [];
  const selected = new Set(model.selection);
  return chooseContexts({
    points: screen, categories: model.data.categories, widthPx: view.widthPx, heightPx: view.heightPx, budget,
    canLabel: (row) => !selected.has(row) && model.filter?.[row] !== 0 && model.data.contexts[row] != null && isIn(screen.x[row] as number, screen.y[row] as number),
  });
}

/** Points that labels had better not cover, x and y in turn; in large clouds they are everywhere. */
function softPoints({ view }: DrawContext, model: CloudModel, screen: ScreenPoints): number[] {
  const soft: number[] = [];
  for (const word of model.static?.words ?? []) {
    const at = view.projectPosition(word.position);
    if (at.scale > 0) soft.push(at.x, at.y);
  }
  if (model.n > SOFT_POINT_LIMIT) return soft;
  for (let row = 0; row < model.n; row++) if ((screen.scale[row] as number) > 0) soft.push(screen.x[row] as number, screen.y[row] as number);
  return soft;
}
