import { withAlpha } from '../colours/colour';
import type { FloorColumn, ShownFloors } from '../scene-input';
import type { SceneTokens } from '../types';

const BAR_PX = 54;
const GAP_PX = 20;
const THICK_PX = 6;
const MARGIN_PX = 24;
/** Between the floors and the first bar. */
const LEAD_PX = 16;

/** How many columns a scene of this width has room for. */
const mostColumns = (widthPx: number): number => (widthPx < 480 ? 0 : widthPx < 600 ? 1 : widthPx < 700 ? 2 : 3);

/** Room that the profiles take at the right of a scene, in px, whether they are measured already or not. */
export function profileRoomPx(widthPx: number): number {
  const nColumns = mostColumns(widthPx);
  return nColumns === 0 ? 0 : nColumns * (BAR_PX + GAP_PX) - GAP_PX + MARGIN_PX + LEAD_PX;
}

/** Length of a bar as a share of its column: where a value lies between the two ends of the column's scale. */
export function barShare(value: number, { low, high }: Pick<FloorColumn, 'low' | 'high'>): number {
  return high <= low ? 0 : Math.max(0, Math.min(1, (value - low) / (high - low)));
}

/** A bar for each floor and column, beside its floor: the measures of the layer on the same scale for all. */
export function drawProfiles(canvas: CanvasRenderingContext2D, { floors, columns: all, chosen }: ShownFloors, rights: readonly { readonly x: number; readonly y: number }[], widthPx: number, tokens: SceneTokens): void {
  const columns = all.slice(0, mostColumns(widthPx));
  if (columns.length === 0 || floors.length === 0) return;
  const start = widthPx - MARGIN_PX - columns.length * (BAR_PX + GAP_PX) + GAP_PX;
  const top = Math.min(...rights.map(({ y }) => y)), bottom = Math.max(...rights.map(({ y }) => y));
  canvas.textBaseline = 'alphabetic';
  canvas.textAlign = 'left';
  columns.forEach((column, index) => {
    const x = start + index * (BAR_PX + GAP_PX);
    write(canvas, column.title, x, top - 42, 600, tokens.ink, tokens);
    write(canvas, column.detail, x, top - 27, 400, tokens.ink3, tokens);
    canvas.strokeStyle = withAlpha(tokens.ink, 0.25);
    canvas.lineWidth = 1;
    canvas.beginPath();
    canvas.moveTo(x - 0.5, top - 6);
    canvas.lineTo(x - 0.5, bottom + 8);
    canvas.stroke();
    floors.forEach(({ profile }, floor) => {
      const value = profile[index] ?? null, at = rights[floor];
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

function write(canvas: CanvasRenderingContext2D, text: string, x: number, y: number, weight: number, colour: string, { fontUi }: SceneTokens): void {
  if (canvas.textAlign !== 'right') canvas.textAlign = 'left';
  canvas.font = `${weight} 11px ${fontUi}`;
  canvas.fillStyle = colour;
  canvas.fillText(text, x, y);
}
