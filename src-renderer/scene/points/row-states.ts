/** Bits of a row's second byte; the shaders read the same. */
export const SELECTED = 1;
export const HOVERED = 2;
/** Outside the filter. */
export const DIMMED = 4;
/** Without a place: never drawn, never picked. */
export const HIDDEN = 8;
/** Moves without cause: drawn fainter. */
export const FADED = 16;
/** Opacity of rows outside the filter, and of those that move without cause. */
export const DIM = 0.16, FAINT = 0.4;
/** The third byte of a row without a value; others are 0…254. */
export const NO_VALUE = 255;
/** The fourth byte of a row of the usual size. */
export const USUAL_SIZE = 64;

/** What the graphics device knows of each row beside its place, four bytes a row: category, state bits, value, size. Changed rows are remembered until {@link takeChanges}. */
export class RowStates {
  readonly bytes: Uint8Array<ArrayBuffer>;
  private first = Infinity;
  private last = -1;

  constructor(categories: Uint8Array, sizes: Float32Array | undefined, values: Float32Array | null) {
    this.bytes = new Uint8Array(categories.length * 4);
    for (let row = 0; row < categories.length; row++) {
      this.bytes[row * 4] = categories[row]!;
      this.bytes[row * 4 + 3] = sizes ? Math.min(255, Math.max(0, Math.round(sizes[row]! * USUAL_SIZE))) : USUAL_SIZE;
    }
    this.setValues(values);
  }

  get n(): number {
    return this.bytes.length / 4;
  }

  has(row: number, bit: number): boolean {
    return (this.bytes[row * 4 + 1]! & bit) !== 0;
  }

  /** Sets or clears a bit of one row. */
  mark(row: number, bit: number, isSet: boolean): void {
    const at = row * 4 + 1;
    const before = this.bytes[at]!;
    this.bytes[at] = isSet ? before | bit : before & ~bit;
    if (this.bytes[at] !== before) this.touch(row, row);
  }

  /** One byte a row, 0 for rows outside; null: none is. */
  setFilter(visible: Uint8Array | null): void {
    for (let row = 0; row < this.n; row++) this.mark(row, DIMMED, visible !== null && visible[row] === 0);
  }

  /** Selected rows are neither dimmed nor faded. */
  opacityOf(row: number): number {
    return this.has(row, SELECTED) ? 1 : this.has(row, DIMMED) ? DIM : this.has(row, FADED) ? FAINT : 1;
  }

  /** One byte a row, 1 for those that move without cause; null: none does. @throws Error for another number of values than rows */
  setFaded(faded: Uint8Array | null): void {
    if (faded && faded.length !== this.n) throw new Error(`Fading ${this.n} rows needs ${this.n} values, got ${faded.length}.`);
    for (let row = 0; row < this.n; row++) this.mark(row, FADED, faded !== null && faded[row] === 1);
  }

  /** 0…1 a row, NaN where there is none. */
  setValues(values: Float32Array | null): void {
    for (let row = 0; row < this.n; row++) {
      const value = values ? values[row]! : NaN;
      this.bytes[row * 4 + 2] = Number.isNaN(value) ? NO_VALUE : Math.round(Math.min(1, Math.max(0, value)) * (NO_VALUE - 1));
    }
    this.touch(0, this.n - 1);
  }

  /** Hides rows that have no place in one of these layouts `[n, 3]`. */
  hideMissing(...layouts: readonly Float32Array[]): void {
    for (let row = 0; row < this.n; row++) {
      let sum = 0;
      for (const layout of layouts) sum += layout[row * 3]! + layout[row * 3 + 1]! + layout[row * 3 + 2]!;
      this.mark(row, HIDDEN, !Number.isFinite(sum));
    }
  }

  /** First and last of the rows that changed since the last call; null when none did. */
  takeChanges(): { readonly first: number; readonly last: number } | null {
    const { first, last } = this;
    this.first = Infinity;
    this.last = -1;
    return last < 0 ? null : { first, last };
  }

  private touch(first: number, last: number): void {
    this.first = Math.min(this.first, first);
    this.last = Math.max(this.last, last);
  }
}
