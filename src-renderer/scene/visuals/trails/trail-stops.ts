import type { Canvas2D } from '../../canvas-2d';
import type { CloudModel } from '../../cloud-model';
import type { CameraView, Projected } from '../../camera/camera-view';
import { RIGHTS } from '../../labels/wishes';
import type { SceneTokens } from '../../types';
import type { Visual } from '../../visual';
import { circle } from '../ghosts';
import { stopsOf, wholeRows } from './trail-list';

const RADIUS_PX = 3;
const FONT_PX = 10;
/** From the middle of a dot to the middle of its name. */
const NAME_PX = 11;
/** Nearer to the dot named before than this there is no room for another name. */
const ROOM_PX = 14;
/** A selected point with its ring. */
const POINT_PX = 12;
/** What labels keep free of a dot and of a name. */
const REACH_PX = { dot: 5, name: 7 } as const;

/** A hollow dot for each stop on the whole way of a selected row, and a name where there is room. */
export const TRAIL_STOPS: Visual = {
  layer: 'overlay',
  paint: ({ view, tokens }, { model }) => {
    const rows = rowsWithStops(model);
    return rows.length === 0 ? null : (canvas) => { for (const row of rows) drawWay(canvas, wayOnScreen(view, model, row), tokens); };
  },
  labels: [{
    right: RIGHTS.trailStops,
    add(wishes) {
      const { model, context: { view } } = wishes;
      for (const row of rowsWithStops(model)) {
        const { dots, names } = wayOnScreen(view, model, row);
        for (const dot of dots) wishes.block(dot, REACH_PX.dot);
        for (const { at } of names) wishes.block(at, REACH_PX.name);
      }
    },
  }],
};

interface Way {
  readonly dots: readonly Projected[];
  /** `at` is the middle of the text. */
  readonly names: readonly { readonly text: string; readonly at: Projected }[];
}

function rowsWithStops(model: CloudModel): readonly number[] {
  return model.trails && model.trails.stops.length > 0 ? wholeRows(model) : [];
}

/** The stops of a row's whole way that its own point does not cover. */
export function wayOnScreen(view: CameraView, model: CloudModel, row: number): Way {
  const { stops, names } = model.trails ?? { stops: [], names: [] };
  const point = view.positionToScreen(model.positionOf(row));
  const found = stopsOf(stops, row).map(({ at, age }) => ({ at: view.positionToScreen(at), text: names[stops.length - 1 - age] ?? '' }));
  // Where all stops are alike the row's own place is no other than they.
  const isCovered = (at: Projected): boolean => model.trails?.isEven !== true && distancePx(at, point) <= POINT_PX;
  const shown = found.filter(({ at }) => at.scale > 0 && !isCovered(at));
  let named = point;
  const withNames = shown.flatMap(({ at, text }, index) => {
    if (text === '' || distancePx(at, named) < ROOM_PX || distancePx(at, point) < POINT_PX + NAME_PX / 2) return [];
    named = at;
    return { text, at: besideWay(at, shown[index - 1]?.at ?? at, shown[index + 1]?.at ?? point) };
  });
  return { dots: shown.map(({ at }) => at), names: withNames };
}

/** Beside a way that comes from `before` and goes to `after`, on its upper side. */
function besideWay(at: Projected, before: Projected, after: Projected): Projected {
  const dx = after.x - before.x, dy = after.y - before.y, length = Math.hypot(dx, dy);
  if (length === 0) return { ...at, y: at.y - NAME_PX };
  const reach = (dx < 0 ? -NAME_PX : NAME_PX) / length;
  return { ...at, x: at.x + dy * reach, y: at.y - dx * reach };
}

function drawWay(context: Canvas2D, { dots, names }: Way, tokens: SceneTokens): void {
  context.fillStyle = tokens.scene;
  context.strokeStyle = tokens.ghost;
  context.lineWidth = 1.4;
  for (const { x, y } of dots) {
    circle(context, x, y, RADIUS_PX);
    context.fill();
    context.stroke();
  }
  context.font = `500 ${FONT_PX}px ${tokens.fontUi}`;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.lineJoin = 'round';
  context.lineWidth = 3;
  context.strokeStyle = tokens.scene;
  context.fillStyle = tokens.ink;
  for (const { text, at } of names) {
    context.strokeText(text, at.x, at.y);
    context.fillText(text, at.x, at.y);
  }
}

function distancePx(a: Projected, b: Projected): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}
