import type { Rect } from '../types';

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

const CELL_PX = 40;

/** Boxes by the cells of a grid they touch, so that a collision test looks at a few neighbours only. */
export class BoxIndex {
  private readonly columns: number;
  private readonly rows: number;
  private readonly cells: (Box[] | undefined)[];

  constructor(private readonly bounds: Rect) {
    this.columns = Math.max(1, Math.ceil(bounds.width / CELL_PX));
    this.rows = Math.max(1, Math.ceil(bounds.height / CELL_PX));
    this.cells = new Array<Box[] | undefined>(this.columns * this.rows);
  }

  /** Boxes outside the bounds are kept in the border cells. */
  add(box: Box): void {
    this.visit(box, 0, (index) => {
      (this.cells[index] ??= []).push(box);
      return false;
    });
  }

  /** Whether any box comes nearer than `padding` px. */
  hits(box: Box, padding: number): boolean {
    return this.visit(box, padding, (index) => {
      for (const other of this.cells[index] ?? []) {
        if (box.left < other.right + padding && box.right + padding > other.left && box.top < other.bottom + padding && box.bottom + padding > other.top) return true;
      }
      return false;
    });
  }

  private visit(box: Box, padding: number, test: (index: number) => boolean): boolean {
    const clamp = (value: number, count: number): number => Math.min(count - 1, Math.max(0, Math.floor(value / CELL_PX)));
    const fromColumn = clamp(box.left - padding - this.bounds.x, this.columns), toColumn = clamp(box.right + padding - this.bounds.x, this.columns);
    const fromRow = clamp(box.top - padding - this.bounds.y, this.rows), toRow = clamp(box.bottom + padding - this.bounds.y, this.rows);
    for (let row = fromRow; row <= toRow; row++) for (let column = fromColumn; column <= toColumn; column++) if (test(row * this.columns + column)) return true;
    return false;
  }
}

/** Points by the cells of a grid, to count those that a box would cover. */
export class PointIndex {
  private readonly columns: number;
  private readonly cells = new Map<number, number[]>();

  /** `points` holds x and y in turn, in px. */
  constructor(points: ArrayLike<number>, private readonly bounds: Rect) {
    this.columns = Math.max(1, Math.ceil(bounds.width / CELL_PX)) + 2;
    for (let i = 0; i + 1 < points.length; i += 2) {
      const cell = this.rowOf(points[i + 1]!) * this.columns + this.columnOf(points[i]!);
      const inCell = this.cells.get(cell);
      if (inCell) inCell.push(points[i]!, points[i + 1]!);
      else this.cells.set(cell, [points[i]!, points[i + 1]!]);
    }
  }

  /** How many points the box would cover, each a square of half the width `radius`, in px. */
  countIn(box: Box, radius: number): number {
    let count = 0;
    for (let row = this.rowOf(box.top - radius); row <= this.rowOf(box.bottom + radius); row++) {
      for (let column = this.columnOf(box.left - radius); column <= this.columnOf(box.right + radius); column++) {
        const inCell = this.cells.get(row * this.columns + column) ?? [];
        for (let i = 0; i < inCell.length; i += 2) {
          const x = inCell[i]!, y = inCell[i + 1]!;
          if (x > box.left - radius && x < box.right + radius && y > box.top - radius && y < box.bottom + radius) count++;
        }
      }
    }
    return count;
  }

  /** Points outside the bounds share a border of cells. */
  private columnOf(x: number): number {
    return Math.min(this.columns - 1, Math.max(0, Math.floor((x - this.bounds.x) / CELL_PX) + 1));
  }

  private rowOf(y: number): number {
    return Math.min(Math.ceil(this.bounds.height / CELL_PX) + 1, Math.max(0, Math.floor((y - this.bounds.y) / CELL_PX) + 1));
  }
}
