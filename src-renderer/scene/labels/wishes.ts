import type { Projected } from '../camera/camera-view';
import type { CloudModel } from '../cloud-model';
import type { DrawContext } from '../draw-context';
import type { Rect } from '../types';
import { anchorOnScreen, type Anchor } from './anchors';
import type { Box } from './box-index';
import type { Crowd } from './crowd';
import type { LaidLabel } from './laid-label';
import { ALL_SIDES, type LabelRequest, type LastPlace } from './place';
import type { LabelText, TextMeter } from './text-runs';

export interface LabelWish {
  readonly request: LabelRequest;
  readonly anchor: Anchor;
  readonly text: LabelText;
}

/** Who chooses a place before whom. */
export const RIGHTS = {
  selection: 0,
  ghosts: 1,
  averages: 2,
  typed: 3,
  staticForms: 4,
  names: 5,
  staticWords: 6,
  contexts: 7,
  /** They have no label, and keep others away. */ trailStops: 8,
  /** Numbers alone. */ tried: 9,
} as const;

/** One kind of labels. */
export interface LabelSource {
  readonly right: number;
  /** Goes where the user hides labels. */
  readonly isOptional?: true;
  /** Adds the labels that there are to be, and what labels must not cover. */
  add(wishes: Wishes): void;
}

export interface WishOptions {
  /** Where labels may be, in px. */
  readonly bounds: Rect;
  /** Labels of the last layout, by id. */
  readonly previous: ReadonlyMap<string, LaidLabel>;
  /** Whether optional labels are shown. */
  readonly labels: boolean;
  /** How many contexts the bounds have room for. */
  readonly budget: number;
}

/** Collects what is to be labelled, in the order of its rights, and what labels must not cover. */
export class Wishes {
  readonly list: LabelWish[] = [];
  readonly obstacles: Box[] = [];
  /** Points that labels had better not cover, x and y in turn. */
  readonly points: number[] = [];

  constructor(readonly context: DrawContext, readonly model: CloudModel, readonly crowd: Crowd, private readonly meter: TextMeter, readonly options: WishOptions) {}

  get previous(): ReadonlyMap<string, LaidLabel> {
    return this.options.previous;
  }

  isIn(x: number, y: number): boolean {
    const { bounds } = this.options;
    return x >= bounds.x && y >= bounds.y && x <= bounds.x + bounds.width && y <= bounds.y + bounds.height;
  }

  /** Wishes for a label `id` at a place on screen; one that is out of sight or says nothing is none. */
  add(id: string, anchor: Anchor, at: Projected, text: LabelText, request: Partial<LabelRequest>): void {
    if (at.scale <= 0 || !this.isIn(at.x, at.y) || (text.runs.length === 0 && !text.tag)) return;
    const width = this.meter.labelWidth(text, this.context.tokens);
    this.list.push({
      anchor, text,
      request: {
        id, x: at.x, y: at.y, halfWidth: 0, halfHeight: 0, gap: 9, mayMove: true, farthest: Infinity, sides: ALL_SIDES,
        width, height: text.lineHeightPx, last: this.lastOf(id, width, (request.halfWidth ?? 0) > 0), ...request,
      },
    });
  }

  /** No label covers what is nearer to a place than `reach` px. */
  block({ x, y, scale }: Projected, reach: number): void {
    if (scale > 0) this.obstacles.push({ left: x - reach, top: y - reach, right: x + reach, bottom: y + reach });
  }

  /** Labels had better not cover this point. */
  clear({ x, y, scale }: Projected): void {
    if (scale > 0) this.points.push(x, y);
  }

  rowAt(row: number): Projected {
    return this.context.view.positionToScreen(this.model.positionOf(row));
  }

  /** A label that has grown (a letter, another font) looks for a place anew. */
  private lastOf(id: string, width: number, isWide: boolean): LastPlace | null {
    const before = this.previous.get(id);
    if (before?.widthPx !== width) return null;
    const { side, multiple, dx, dy } = before;
    const at = anchorOnScreen(before.anchor, this.model, this.context.view);
    return { side, multiple, corner: isWide ? { x: at.x + dx, y: at.y + dy } : null };
  }
}
