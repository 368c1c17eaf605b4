import type { Canvas2D } from '../canvas-2d';
import { withAlpha } from '../colours/colour';
import type { FloorColumn, ShownFloors } from '../scene-input';
import type { SceneTokens } from '../types';

const BAR_PX = 54;
const GAP_PX = 20;
const THICK_PX = 6;
const MARGIN_PX = 24;
/** Between what two columns hold. */
const DETAIL_GAP_PX = 4;
/** Between the floors and the first bar. */
const LEAD_PX = 16;

/** How many columns a scene of this width has room for. */
const mostColumns = (widthPx: number): number => (widthPx < 480 ? 0 : widthPx < 600 ? 1 : widthPx < 700 ? 2 : widthPx < 900 ? 3 : 4);

/** Room that the profiles take at the right of a scene, in px, whether they are measured already or not. */
export function profileRoomPx(widthPx: number): number {
  const nColumns = mostColumns(widthPx);
  return nColumns === 0 ? 0 : nColumns * (BAR_PX + GAP_PX) - GAP_PX + MARGIN_PX + LEAD_PX;
}

/** Length of a bar as a share of its column: where a value lies between the two ends of the column's scale. */
export function barShare(value: number, { low, high }: Pick<FloorColumn, 'low' | 'high'>): number {
  return high <= low ? 0 : Math.max(0, Math.min(1, (value - low) / (high - low)));
}

/** Indices of the columns that a scene of this width has room for, in their order: those of the lowest rank. */
export function columnsWithRoom(columns: readonly Pick<FloorColumn, 'rank'>[], widthPx: number): number[] {
  const ranked = columns.map(({ rank }, index) => ({ rank, index }));
  return ranked.sort((a, b) => a.rank - b.rank).slice(0, mostColumns(widthPx)).map(({ index }) => index).sort((a, b) => a - b);
}

/** A bar for each floor and column, beside its floor: the measures of the layer on the same scale for all. */
export function drawProfiles(
  canvas: Canvas2D,
  { floors, columns: all, chosen }: ShownFloors,
  rights: readonly { readonly x: number; readonly y: number }[],
  widthPx: number,
  tokens: SceneTokens,
): void {
  const columns = columnsWithRoom(all, widthPx);
  if (columns.length === 0 || floors.length === 0) return;
  const start = widthPx - MARGIN_PX - columns.length * (BAR_PX + GAP_PX) + GAP_PX;
  const top = Math.min(...rights.map(({ y }) => y)),
    bottom = Math.max(...rights.map(({ y }) => y));
  canvas.textBaseline = 'alphabetic';
  canvas.textAlign = 'left';
  columns.forEach((source, index) => {
    const column = all[source];
    if (column === undefined) return;
    const x = start + index * (BAR_PX + GAP_PX);
    write(canvas, column.title, x, top - 42, 600, tokens.ink, tokens);
    write(canvas, fitting(canvas, column.detail, BAR_PX + GAP_PX - DETAIL_GAP_PX, tokens), x, top - 27, 400, tokens.ink3, tokens);
    canvas.strokeStyle = withAlpha(tokens.ink, 0.25);
    canvas.lineWidth = 1;
    canvas.beginPath();
    canvas.moveTo(x - 0.5, top - 6);
    canvas.lineTo(x - 0.5, bottom + 8);
    canvas.stroke();
    floors.forEach(({ profile }, floor) => {
      const value = profile[source] ?? null,
        at = rights[floor];
      if (value === null || at === undefined) return;
      const isPeak = floor === column.peak;
      canvas.fillStyle = isPeak ? tokens.ink : withAlpha(tokens.ink, floor === chosen ? 0.6 : 0.3);
      canvas.fillRect(x, at.y - THICK_PX / 2, Math.max(1, barShare(value, column) * BAR_PX), THICK_PX);
      if (isPeak || floor === chosen) write(canvas, `${value.toFixed(2)}${isPeak ? ' highest' : ''}`, x, at.y - 7, 500, tokens.ink, tokens);
    });
    write(canvas, column.low.toFixed(column.low === 0 ? 0 : 2), x, bottom + 21, 400, tokens.ink3, tokens);
    canvas.textAlign = 'right';
    write(canvas, String(column.high), x + BAR_PX, bottom + 21, 400, tokens.ink3, tokens);
    canvas.textAlign = 'left';
  });
}

/** The text, cut where it is wider. */
function fitting(canvas: Canvas2D, text: string, widthPx: number, { fontUi }: SceneTokens): string {
  canvas.font = `400 11px ${fontUi}`;
  let length = text.length;
  while (length > 0 && canvas.measureText(cut(text, length)).width > widthPx) length--;
  return cut(text, length);
}

const cut = (text: string, length: number): string => (length === text.length ? text : `${text.slice(0, length).trimEnd()}…`);

function write(canvas: Canvas2D, text: string, x: number, y: number, weight: number, colour: string, { fontUi }: SceneTokens): void {
  if (canvas.textAlign !== 'right') canvas.textAlign = 'left';
  canvas.font = `${weight} 11px ${fontUi}`;
  canvas.fillStyle = colour;
  canvas.fillText(text, x, y);
}
