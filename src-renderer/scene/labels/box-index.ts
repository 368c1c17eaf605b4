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
