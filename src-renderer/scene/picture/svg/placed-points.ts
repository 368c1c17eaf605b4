import type { CloudModel } from '../../cloud-model';
import { parseColour, type Rgba } from '../../colours/colour';
import { glyphScale, type DrawContext } from '../../draw-context';
import { pointLook, type PointLook } from '../../points/point-look';
import { DIM, DIMMED, FADED, FAINT, HIDDEN, NO_VALUE, SELECTED, USUAL_SIZE } from '../../points/row-states';

/** A point as the graphics device draws it; lengths in px. */
export interface PlacedPoint {
  readonly row: number;
  readonly category: number;
  readonly x: number;
  readonly y: number;
  readonly radiusPx: number;
  readonly colour: Rgba;
  readonly opacity: number;
  /** Of its halo, as a share. */
  readonly light: number;
  readonly isSelected: boolean;
  /** 0 outside the filter, 1 as usual, 2 selected: what is higher lies before what is lower, wherever it is. */
  readonly band: 0 | 1 | 2;
  /** Distance from the camera along its line of sight, in map units. */
  readonly depth: number;
}

/**
 * All points that a view shows, from back to front, as the depth test leaves them: the arithmetic of the points' shader. A picture has no
 * pointer, so nothing is hovered.
 */
export function placedPoints(model: CloudModel, drawing: DrawContext): PlacedPoint[] {
  const { view, tokens, marks, isByValue } = drawing;
  const look = pointLook(drawing, model.n, model.selection.length);
  const paints = { scene: parseColour(tokens.scene), marks: marks.map(parseColour), sequence: tokens.sequence.map(parseColour), isByValue };
  const { back } = view.basis, { target, distance } = view.camera;
  const points: PlacedPoint[] = [];
  for (let row = 0; row < model.n; row++) {
    if (model.states.has(row, HIDDEN)) continue;
    const place = model.positionOf(row);
    const { x, y, scale } = view.positionToScreen(place);
    if (scale <= 0) continue;
    const isSelected = model.states.has(row, SELECTED);
    const light = isSelected ? 1 : lightOf(model, row, look);
    const radiusPx = (isSelected ? look.selectedRadiusPx : look.radiusPx) * glyphScale(scale) * ((model.states.bytes[row * 4 + 3] ?? USUAL_SIZE) / USUAL_SIZE);
    if (radiusPx <= 0 || !reaches(x, y, 2 * radiusPx, view.widthPx, view.heightPx)) continue;
    const fog = Math.min(1, Math.max(0, look.fog[0] * place[0] + look.fog[1] * place[1] + look.fog[2] * place[2] + look.fog[3]));
    const isDim = !isSelected && (model.states.has(row, DIMMED | FADED) || look.unselected < 1);
    const kept = isSelected ? 1 : (look.fogFloor + (1 - look.fogFloor) * fog) * (look.isSolid ? light : 1);
    points.push({
      row, category: Math.min(8, model.states.bytes[row * 4] ?? 0), x, y, radiusPx, isSelected, light, band: isSelected ? 2 : isDim ? 0 : 1,
      colour: mixed(paints.scene, colourOf(model, row, paints), kept), opacity: look.isSolid ? 1 : light,
      depth: distance - ((place[0] - target[0]) * back[0] + (place[1] - target[1]) * back[1] + (place[2] - target[2]) * back[2]),
    });
  }
  return points.sort((a, b) => a.band - b.band || b.depth - a.depth || a.row - b.row);
}

function lightOf({ states }: CloudModel, row: number, { unselected }: PointLook): number {
  return states.has(row, DIMMED) ? DIM : states.has(row, FADED) ? Math.min(unselected, FAINT) : unselected;
}

interface Paints {
  readonly marks: readonly Rgba[];
  readonly sequence: readonly Rgba[];
  readonly isByValue: boolean;
}

function colourOf({ states }: CloudModel, row: number, { marks, sequence, isByValue }: Paints): Rgba {
  const value = states.bytes[row * 4 + 2] ?? NO_VALUE;
  const none: Rgba = [0, 0, 0, 1];
  if (!isByValue || value === NO_VALUE) return marks[isByValue ? 0 : states.bytes[row * 4] ?? 0] ?? none;
  const at = (value * 6) / (NO_VALUE - 1), step = Math.min(Math.floor(at), 5);
  return mixed(sequence[step] ?? none, sequence[step + 1] ?? none, at - step);
}

/** From one opaque colour to another, in sRGB as the scene blends. */
export function mixed(from: Rgba, to: Rgba, amount: number): Rgba {
  const part = (i: 0 | 1 | 2): number => from[i] + (to[i] - from[i]) * amount;
  return [part(0), part(1), part(2), 1];
}

function reaches(x: number, y: number, reach: number, width: number, height: number): boolean {
  return x > -reach && y > -reach && x < width + reach && y < height + reach;
}
