import type { CloudModel } from '../cloud-model';
import type { DrawContext } from '../draw-context';
import type { Rect } from '../types';
import { anchorOnScreen } from './anchors';
import { crowdInView, type Crowd } from './crowd';
import type { LaidLabel } from './laid-label';
import { placeLabels } from './place';
import type { TextMeter } from './text-runs';
import { Wishes, type LabelSource, type LabelWish } from './wishes';

export interface LabelLayoutOptions {
  readonly bounds: Rect;
  readonly reserved: readonly Rect[];
  /** False: only what must be named stays: ghosts, typed word, letters of the selection. */
  readonly labels: boolean;
  /** What was shown before, by id: labels stay, and stay where they are, as long as they fit. */
  readonly previous: ReadonlyMap<string, LaidLabel>;
  /** In the order of their rights; see {@link labelsOf}. */
  readonly sources: readonly LabelSource[];
}

/** Px² of screen for each context label; more would crowd the picture. */
const AREA_PER_CONTEXT = 46_000;
/** With more, points are everywhere, and labels cannot keep clear of them. */
const CLEAR_POINTS_MOST = 2000;

/** Laid again so often at most; nearly always the second pass is the first one over. */
const PASSES_MOST = 4;

/**
 * Decides which labels there are and where: each source in the order of its rights, and of each kind those that were there before new
 * ones. Laid until nothing changes, so that the same view drawn again, or painted into
 * a file, has the same labels. Costs one pass over the rows; all else works on a sample of bounded size.
 */
export function layoutLabels(context: DrawContext, model: CloudModel, meter: TextMeter, options: LabelLayoutOptions): LaidLabel[] {
  const crowd = crowdInView(context.view, options.bounds, model);
  let labels = layOnce(context, model, meter, options, crowd);
  for (let pass = 1; pass < PASSES_MOST; pass++) {
    const before = labels;
    labels = layOnce(context, model, meter, { ...options, previous: new Map(before.map((label) => [label.id, label])) }, crowd);
    if (isSame(before, labels)) break;
  }
  return labels;
}

function isSame(before: readonly LaidLabel[], after: readonly LaidLabel[]): boolean {
  const places = new Map(before.map((label) => [label.id, label]));
  return before.length === after.length && after.every(({ id, x, y }) => places.get(id)?.x === x && places.get(id)?.y === y);
}

function layOnce(context: DrawContext, model: CloudModel, meter: TextMeter, options: LabelLayoutOptions, crowd: Crowd): LaidLabel[] {
  const { bounds, reserved, labels, previous, sources } = options;
  const budget = Math.round((bounds.width * bounds.height) / AREA_PER_CONTEXT);
  const wishes = new Wishes(context, model, crowd, meter, { bounds, previous, labels, budget });
  for (const source of sources) if (labels || source.isOptional !== true) source.add(wishes);
  const placed = placeLabels(wishes.list.map(({ request }) => request), {
    bounds, reserved, obstacles: wishes.obstacles, points: [...wishes.points, ...pointsToClear(crowd)],
    pointRadius: context.points.radiusPx * context.points.zoom * 0.9, maxDropping: budget,
  });
  const byId = new Map(wishes.list.map((wish) => [wish.request.id, wish]));
  return placed.map((label) => {
    const { anchor, text, request } = byId.get(label.id) as LabelWish;
    const at = anchorOnScreen(anchor, model, context.view);
    return { ...label, anchor, text, dx: label.x - at.x, dy: label.y - at.y, widthPx: request.width, heightPx: request.height };
  });
}

/** Points of the cloud that labels had better not cover, x and y in turn. */
function pointsToClear(crowd: Crowd): number[] {
  if (crowd.nInView > CLEAR_POINTS_MOST) return [];
  return Array.from(crowd.rows).flatMap((_, i) => [crowd.x[i]!, crowd.y[i]!]);
}
