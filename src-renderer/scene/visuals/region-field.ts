/** Density of one category on screen, on a coarse grid whose cells measure `cellPx`; 1 is the peak of a single point. */
export interface RegionField {
  readonly columns: number;
  readonly rows: number;
  readonly cellPx: number;
  readonly values: Float32Array;
  /** Part of the grid that is not empty: first and one past the last. */
  readonly fromColumn: number;
  readonly toColumn: number;
  readonly fromRow: number;
  readonly toRow: number;
}

export const BANDWIDTH_PX = 19;
/** Contour level, in peaks of single points. */
export const CONTOUR = 0.22;
const CELL_PX = 4;
/** A contour around fewer points is not a region. */
const MIN_POINTS = 3;

/**
 * Gaussian kernel density (bandwidth 19 px) of points on a width × height screen. Points that stand in islands of fewer than three
 * above `level` do not count, so that strays do not look like regions. Null when nothing is left. Time hardly depends on the number of points.
 */
export function regionField(x: ArrayLike<number>, y: ArrayLike<number>, widthPx: number, heightPx: number, level = CONTOUR): RegionField | null {
  const all = density(x, y, widthPx, heightPx);
  if (!all) return null;
  const kept = inRegions(all, x, y, level);
  if (kept.length === x.length) return all;
  return density(kept.map((index) => x[index] as number), kept.map((index) => y[index] as number), widthPx, heightPx);
}

function density(x: ArrayLike<number>, y: ArrayLike<number>, widthPx: number, heightPx: number): RegionField | null {
  const columns = Math.ceil(widthPx / CELL_PX) + 2, rows = Math.ceil(heightPx / CELL_PX) + 2;
  const margin = Math.ceil((3 * BANDWIDTH_PX) / CELL_PX);
  const values = new Float32Array(columns * rows);
  let left = columns, right = 0, top = rows, bottom = 0;
  for (let index = 0; index < x.length; index++) {
    const cx = (x[index] as number) / CELL_PX, cy = (y[index] as number) / CELL_PX;
    const column = Math.floor(cx), row = Math.floor(cy);
    if (column < 0 || row < 0 || column >= columns - 1 || row >= rows - 1) continue;
    const fx = cx - column, fy = cy - row;
    (values[row * columns + column] as number) += (1 - fx) * (1 - fy);
    (values[row * columns + column + 1] as number) += fx * (1 - fy);
    (values[(row + 1) * columns + column] as number) += (1 - fx) * fy;
    (values[(row + 1) * columns + column + 1] as number) += fx * fy;
    left = Math.min(left, column);
    right = Math.max(right, column + 2);
    top = Math.min(top, row);
    bottom = Math.max(bottom, row + 2);
  }
  if (right === 0) return null;
  const field = {
    columns, rows, cellPx: CELL_PX, values,
    fromColumn: Math.max(0, left - margin), toColumn: Math.min(columns, right + margin), fromRow: Math.max(0, top - margin), toRow: Math.min(rows, bottom + margin),
  };
  blur(field);
  return field;
}

function blur({ columns, values, fromColumn, toColumn, fromRow, toRow }: RegionField): void {
  const sigma = BANDWIDTH_PX / CELL_PX;
  const reach = Math.ceil(3 * sigma);
  const kernel = Float32Array.from({ length: reach + 1 }, (_, d) => Math.exp((-d * d) / (2 * sigma * sigma)));
  const line = new Float32Array(Math.max(toColumn - fromColumn, toRow - fromRow));
  const pass = (start: number, stride: number, length: number): void => {
    for (let i = 0; i < length; i++) {
      let sum = 0;
      const low = Math.max(0, i - reach), high = Math.min(length - 1, i + reach);
      for (let j = low; j <= high; j++) sum += (values[start + j * stride] as number) * (kernel[Math.abs(i - j)] as number);
      line[i] = sum;
    }
    for (let i = 0; i < length; i++) values[start + i * stride] = line[i] as number;
  };
  for (let row = fromRow; row < toRow; row++) pass(row * columns + fromColumn, 1, toColumn - fromColumn);
  for (let column = fromColumn; column < toColumn; column++) pass(fromRow * columns + column, columns, toRow - fromRow);
}

/** Indices of the points that stand in connected areas above `level` with at least three points. */
function inRegions(field: RegionField, x: ArrayLike<number>, y: ArrayLike<number>, level: number): number[] {
  const { columns, rows } = field;
  const island = labelIslands(field, level);
  const islandOf = (index: number): number => {
    const column = Math.round((x[index] as number) / CELL_PX), row = Math.round((y[index] as number) / CELL_PX);
    return column >= 0 && row >= 0 && column < columns && row < rows ? (island[row * columns + column] as number) : 0;
  };
  const sizes = new Map<number, number>();
  const places = Array.from({ length: x.length }, (_, index) => islandOf(index));
  for (const place of places) sizes.set(place, (sizes.get(place) ?? 0) + 1);
  return places.flatMap((place, index) => (place > 0 && (sizes.get(place) as number) >= MIN_POINTS ? [index] : []));
}

/** Numbers from 1 for the connected areas (by edges) of cells above `level`, 0 elsewhere. */
function labelIslands({ columns, values, fromColumn, toColumn, fromRow, toRow }: RegionField, level: number): Int32Array {
  const island = new Int32Array(values.length);
  let last = 0;
  for (let row = fromRow; row < toRow; row++) {
    for (let column = fromColumn; column < toColumn; column++) {
      const start = row * columns + column;
      if (island[start] !== 0 || (values[start] as number) < level) continue;
      island[start] = ++last;
      const found = [start];
      for (let next = 0; next < found.length; next++) {
        const cell = found[next] as number;
        const c = cell % columns, r = Math.floor(cell / columns);
        for (const other of [c > fromColumn ? cell - 1 : cell, c < toColumn - 1 ? cell + 1 : cell, r > fromRow ? cell - columns : cell, r < toRow - 1 ? cell + columns : cell]) {
          if (island[other] !== 0 || (values[other] as number) < level) continue;
          island[other] = last;
          found.push(other);
        }
      }
    }
  }
  return island;
}
