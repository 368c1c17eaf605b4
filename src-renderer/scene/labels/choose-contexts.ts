import type { ScreenPoints } from '../picking';

const CELL_PX = 26;
const SEPARATION_PX = 58;

export interface ContextChoice {
  readonly points: ScreenPoints;
  readonly categories: Uint8Array;
  readonly widthPx: number;
  readonly heightPx: number;
  /** How many labels there is room for. */
  readonly budget: number;
  readonly canLabel: (row: number) => boolean;
}

/**
 * Rows whose context is worth a label, best first: points with few others around them (their labels find room), spread over the
 * screen, and from every category by the square root of its size. Returns up to three times the budget, since some find no place.
 */
export function chooseContexts({ points, categories, widthPx, heightPx, budget, canLabel }: ContextChoice): number[] {
  const columns = Math.ceil(widthPx / CELL_PX) + 2, rows = Math.ceil(heightPx / CELL_PX) + 2;
  const crowd = new Uint16Array(columns * rows);
  const cellOf = (row: number): number => {
    const column = Math.floor((points.x[row] as number) / CELL_PX) + 1, line = Math.floor((points.y[row] as number) / CELL_PX) + 1;
    return column < 1 || line < 1 || column >= columns - 1 || line >= rows - 1 || (points.scale[row] as number) <= 0 ? -1 : line * columns + column;
  };
  const candidates: number[] = [];
  const sizes = new Float64Array(9);
  for (let row = 0; row < categories.length; row++) {
    const cell = cellOf(row);
    if (cell < 0) continue;
    (crowd[cell] as number)++;
    if (!canLabel(row)) continue;
    candidates.push(row);
    (sizes[categories[row] as number] as number)++;
  }
  const around = (row: number): number => {
    const cell = cellOf(row);
    let sum = 2 * (crowd[cell] as number);
    for (const step of [-columns - 1, -columns, -columns + 1, -1, 1, columns - 1, columns, columns + 1]) sum += (crowd[cell + step] as number);
    return sum - 1.5 * (points.scale[row] as number);
  };
  const score = new Map(candidates.map((row) => [row, around(row)]));
  candidates.sort((a, b) => (score.get(a) as number) - (score.get(b) as number) || a - b);
  const total = sizes.reduce((sum, size) => sum + Math.sqrt(size), 0);
  const quota = sizes.map((size) => Math.ceil((2 * budget * Math.sqrt(size)) / Math.max(total, 1)) + 1);
  const chosen: number[] = [];
  for (const row of candidates) {
    if (chosen.length >= 3 * budget) break;
    if ((quota[categories[row] as number] as number) <= 0 || chosen.some((other) => isNear(points, row, other))) continue;
    (quota[categories[row] as number] as number)--;
    chosen.push(row);
  }
  return alternate(chosen, categories);
}

function isNear(points: ScreenPoints, a: number, b: number): boolean {
  return Math.hypot((points.x[a] as number) - (points.x[b] as number), (points.y[a] as number) - (points.y[b] as number)) < SEPARATION_PX;
}

/** Best of each category first, then the second best of each, and so on: a cut anywhere leaves every category its share. */
function alternate(rows: readonly number[], categories: Uint8Array): number[] {
  const rank = new Map<number, number>();
  const ranked = rows.map((row, order) => {
    const place = rank.get(categories[row] as number) ?? 0;
    rank.set(categories[row] as number, place + 1);
    return { row, place, order };
  });
  return ranked.sort((a, b) => a.place - b.place || a.order - b.order).map(({ row }) => row);
}
