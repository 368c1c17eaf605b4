import type { Rect } from '../types';
import { BoxIndex, PointIndex, type Box } from './box-index';

/** Where a label sits around its anchor: right, left, top right, bottom right, top left, bottom left, top, bottom; or in the middle. */
export type LabelSide = 'r' | 'l' | 'tr' | 'br' | 'tl' | 'bl' | 't' | 'b' | 'c';

/** Where a label stood before. */
export interface LastPlace {
  readonly side: LabelSide;
  /** The multiple of its gap at which it stood. */
  readonly multiple: number;
  /** Its upper left corner, for labels of something wide, whose edges breathe with every turn; null: the side says where. */
  readonly corner: { readonly x: number; readonly y: number } | null;
}

/** A label that wants a place. Sizes in px; (x, y) is the anchor's centre. */
export interface LabelRequest {
  readonly id: string;
  readonly x: number;
  readonly y: number;
  /** Half the size of what is labelled; labels keep `gap` from it. 0 for points, whose gap includes the glyph. */
  readonly halfWidth: number;
  readonly halfHeight: number;
  readonly gap: number;
  readonly width: number;
  readonly height: number;
  /** May move away from its anchor; others are dropped when all anchors collide. */
  readonly mayMove: boolean;
  /** The largest multiple of its gap it may move by; Infinity: as far as there are places. */
  readonly farthest: number;
  /** The largest multiple of its gap at which it may cover points, where there is no place clear of them; as far as `farthest` when absent. */
  readonly coversWithin?: number;
  /** Sides to try, best first. */
  readonly sides: readonly LabelSide[];
  /** Kept as long as it fits. */
  readonly last: LastPlace | null;
}

export interface Leader {
  readonly fromX: number;
  readonly fromY: number;
  readonly toX: number;
  readonly toY: number;
}

/** (x, y) is the upper left corner. */
export interface PlacedLabel {
  readonly id: string;
  readonly x: number;
  readonly y: number;
  readonly side: LabelSide;
  readonly multiple: number;
  readonly leader: Leader | null;
}

export interface PlaceLimits {
  readonly bounds: Rect;
  /** Never covered. */
  readonly reserved: readonly Rect[];
  /** Never covered either, as centre and half size: selected points, ghosts. */
  readonly obstacles: readonly Box[];
  /** Points, x and y in turn: contexts never cover them, labels that may move do so only where nothing else is left. */
  readonly points: ArrayLike<number>;
  readonly pointRadius: number;
  /** How many labels that may not move are placed at most. */
  readonly maxDropping: number;
}

export const ALL_SIDES: readonly LabelSide[] = ['r', 'l', 'tr', 'br', 'tl', 'bl', 't', 'b'];
/** Room between labels, in px: more for one that takes a place than for one that has it, so that a small turn does not undo a choice. */
const PADDING = 5;
const PADDING_KEPT = 1;
/** A label leaves its place only when it covers more points than this (the name of a group: any), by their core, this share of the radius; a new one keeps clear of all. */
const COVERED_KEPT = 1;
const CORE = 0.4;
const DISTANCES = [1, 1.5, 2.1, 2.8, 3.6, 4.6, 6, 8, 10.5, 14];
/** Beyond this multiple of its gap a label needs a leader line to be understood. */
const LEADER_FROM = 1.6;
/** What names something wide is understood from farther away, and stays up to there. */
const LEADER_FROM_WIDE = 3;

/**
 * Greedy placement in the order given: each label keeps its last place or takes the first free one, and what is placed blocks the rest,
 * so that labels never overlap each other, obstacles or reserved rectangles. Labels without a place are missing from the result.
 */
export function placeLabels(requests: readonly LabelRequest[], limits: PlaceLimits): PlacedLabel[] {
  const { bounds, reserved, obstacles, points, pointRadius, maxDropping } = limits;
  const taken = new BoxIndex(bounds);
  const pointIndex = new PointIndex(points, bounds);
  for (const rect of reserved) taken.add({ left: rect.x, top: rect.y, right: rect.x + rect.width, bottom: rect.y + rect.height });
  for (const box of obstacles) taken.add(box);
  const isFree = (box: Box, padding: number): boolean =>
    box.left >= bounds.x && box.top >= bounds.y && box.right <= bounds.x + bounds.width && box.bottom <= bounds.y + bounds.height && !taken.hits(box, padding);
  const placed: PlacedLabel[] = [];
  let nDropping = 0;
  for (const request of requests) {
    if (!request.mayMove && nDropping >= maxDropping) continue;
    const last = lastOf(request);
    const keeps = last !== null && isFree(last.box, PADDING_KEPT);
    const multiples = request.mayMove ? DISTANCES.filter((multiple) => multiple <= request.farthest) : [1];
    const found = (keeps && pointIndex.countIn(last.box, CORE * pointRadius) <= (request.halfWidth > 0 ? 0 : COVERED_KEPT) ? last : null)
      ?? search(request, multiples, (box) => isFree(box, PADDING) && pointIndex.countIn(box, pointRadius) === 0)
      ?? (request.mayMove ? (keeps ? last : search(request, multiples.filter((multiple) => multiple <= (request.coversWithin ?? Infinity)), (box) => isFree(box, PADDING))) : null);
    if (!found) continue;
    if (!request.mayMove) nDropping++;
    taken.add(found.box);
    const leader = found.multiple > (request.halfWidth > 0 ? LEADER_FROM_WIDE : LEADER_FROM) ? leaderOf(request, found.box) : null;
    placed.push({ id: request.id, x: found.box.left, y: found.box.top, side: found.side, multiple: found.multiple, leader });
  }
  return placed;
}

interface Found {
  readonly box: Box;
  readonly side: LabelSide;
  readonly multiple: number;
}

function search(request: LabelRequest, multiples: readonly number[], isFree: (box: Box) => boolean): Found | null {
  for (const multiple of multiples) {
    for (const side of request.sides) {
      const box = boxAt(request, side, multiple);
      if (isFree(box)) return { box, side, multiple };
    }
  }
  return null;
}

/** The last place as it is now; null where there is none, or it no longer lies beside what it names. */
function lastOf(request: LabelRequest): Found | null {
  const { last, x, y, halfWidth, halfHeight, gap, width, height } = request;
  if (last === null) return null;
  const { side, corner } = last;
  if (corner === null) return request.sides.includes(side) ? { box: boxAt(request, side, last.multiple), side, multiple: last.multiple } : null;
  const box = { left: corner.x, top: corner.y, right: corner.x + width, bottom: corner.y + height };
  const away = Math.hypot(Math.max(0, box.left - x - halfWidth, x - halfWidth - box.right), Math.max(0, box.top - y - halfHeight, y - halfHeight - box.bottom));
  const isOnIt = Math.abs(corner.x + width / 2 - x) < halfWidth / 2 && Math.abs(corner.y + height / 2 - y) < halfHeight / 2;
  return isOnIt || away > LEADER_FROM_WIDE * gap ? null : { box, side, multiple: Math.max(1, away / gap) };
}

/**
 * The label's box on one side, at `multiple` times its gap. Around a point the corners lie at 0.6 of the gap each way;
 * around something wide they are shifted top and bottom places, which stay near what they name.
 */
export function boxAt({ x, y, halfWidth, halfHeight, gap, width, height }: LabelRequest, side: LabelSide, multiple: number): Box {
  if (side.length === 2 && halfWidth > 0) {
    const middle = x + (side.endsWith('r') ? 0.6 : -0.6) * halfWidth;
    const above = side.startsWith('t') ? y - halfHeight - gap * multiple - height : y + halfHeight + gap * multiple;
    return { left: middle - width / 2, top: above, right: middle + width / 2, bottom: above + height };
  }
  const reach = gap * multiple * (side.length === 2 ? 0.6 : 1);
  const left = side.includes('r') ? x + halfWidth + reach : side.includes('l') ? x - halfWidth - reach - width : x - width / 2;
  const top = side.includes('t') ? y - halfHeight - reach - height : side.includes('b') ? y + halfHeight + reach : y - height / 2;
  return { left, top, right: left + width, bottom: top + height };
}

/** From the edge of what is labelled to the nearest place of the box. */
function leaderOf({ x, y, gap, halfWidth, halfHeight }: LabelRequest, box: Box): Leader | null {
  const toX = Math.min(box.right, Math.max(box.left, x));
  const toY = Math.min(box.bottom, Math.max(box.top, y));
  const distance = Math.hypot(toX - x, toY - y);
  const start = Math.min(halfWidth, halfHeight) + Math.max(2, gap - 3);
  if (distance <= start) return null;
  return { fromX: x + ((toX - x) * start) / distance, fromY: y + ((toY - y) * start) / distance, toX, toY };
}
