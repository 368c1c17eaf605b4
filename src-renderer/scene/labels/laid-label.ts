import type { Anchor } from './anchors';
import type { Leader, LabelSide } from './place';
import type { LabelText } from './text-runs';

/** A label in its place; (x, y) is its upper left corner and (dx, dy) the way there from its anchor, in px. */
export interface LaidLabel {
  readonly id: string;
  readonly anchor: Anchor;
  readonly text: LabelText;
  readonly x: number;
  readonly y: number;
  readonly dx: number;
  readonly dy: number;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly side: LabelSide;
  readonly multiple: number;
  readonly leader: Leader | null;
}
