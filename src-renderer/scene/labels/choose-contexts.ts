import type { Crowd } from './crowd';

const CELL_PX = 26;
const SEPARATION_PX = 58;

export interface ContextChoice {
  readonly crowd: Crowd;
  readonly widthPx: number;
  readonly heightPx: number;
  /** How many labels there is room for. */
  readonly budget: number;
  /** Rows that have a label already: others keep their distance. */
  readonly kept: readonly { readonly x: number; readonly y: number }[];
  readonly canLabel: (row: number) => boolean;
}

/**
 * Rows whose context is worth a new label, best first: points with few others around them (their labels find room), spread over the
 * screen, and from every category by the square root of its size. Returns up to three times the budget, since some find no place.
 */
export function chooseContexts({ crowd, widthPx, heightPx, budget, kept, canLabel }: ContextChoice): number[] {
  const { rows, x, y, weight, category } = crowd;
  const columns = Math.ceil(widthPx / CELL_PX) + 3, lines = Math.ceil(heightPx / CELL_PX) + 3;
  const cellOf = (i: number): number => (Math.floor(y[i]! / CELL_PX) + 1) * columns + Math.floor(x[i]! / CELL_PX) + 1;
  const perCell = new Float32Array(columns * lines);
  const sizes = new Float64Array(9);
  for (let i = 0; i < rows.length; i++) {
    perCell[cellOf(i)]! += weight[i]!;
    sizes[category[i]!]! += weight[i]!;
  }
  const around = Float32Array.from(rows, (_, i) => {
    const cell = cellOf(i);
    let sum = 2 * perCell[cell]!;
    for (const step of [-columns - 1, -columns, -columns + 1, -1, 1, columns - 1, columns, columns + 1]) sum += perCell[cell + step]!;
    return sum;
  });
  const order = Array.from(rows.keys()).sort((a, b) => around[a]! - around[b]! || a - b);
  const total = sizes.reduce((sum, size) => sum + Math.sqrt(size), 0);
  const quota = sizes.map((size) => Math.ceil((2 * budget * Math.sqrt(size)) / Math.max(total, 1)) + 1);
  const taken = [...kept];
  const chosen: number[] = [];
  for (const i of order) {
    if (chosen.length >= 3 * budget) break;
    if (quota[category[i]!]! <= 0 || !canLabel(rows[i]!) || taken.some((other) => Math.hypot(x[i]! - other.x, y[i]! - other.y) < SEPARATION_PX)) continue;
    quota[category[i]!]!--;
    taken.push({ x: x[i]!, y: y[i]! });
    chosen.push(i);
  }
  return alternate(chosen, category).map((i) => rows[i]!);
}

/** Best of each category first, then the second best of each, and so on: a cut anywhere leaves every category its share. */
function alternate(chosen: readonly number[], category: Uint8Array): number[] {
  const rank = new Map<number, number>();
  const ranked = chosen.map((i, order) => {
    const place = rank.get(category[i]!) ?? 0;
    rank.set(category[i]!, place + 1);
    return { i, place, order };
  });
  return ranked.sort((a, b) => a.place - b.place || a.order - b.order).map(({ i }) => i);
}
