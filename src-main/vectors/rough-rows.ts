import { norm } from './cosine';
import { openArena, type Arena, type Region } from './kernels/arena';

/** Length of a row in 16-bit whole numbers: the most that holds a row along one axis. */
const UNIT = 32_767;
/** Most that one number is off, in units: half of one by rounding, and what 32-bit floats lose on the way. */
const OFF = 0.51;
/** What the exact cosines themselves may be off, with much to spare. */
const ROUNDING = 1e-6;
/** Lengths that {@link UNIT} / length can be said of in 32 bits. */
const [SHORTEST, LONGEST] = [1e-30, 1e30];
const ROWS_A_CHUNK = 256;
/** Fewer numbers than this are searched one by one as fast as a copy of them is made. */
const LEAST_NUMBERS = 2 ** 21;
/** Copies beyond this are not made: they would press on the vectors themselves. */
const MOST_BYTES = 2 ** 28;

/**
 * Rows with length 1, rounded to 16 bits a number: cosines by them are off by no more than a bound that is known, so that few rows are left for exact ones.
 * In an arena of its own.
 */
export class RoughRows {
  private readonly arena: Arena = openArena();
  private readonly width: number;
  private readonly words: Region<Int16Array>;
  private readonly chunk: Region<Float32Array>;
  private readonly lengths: Region<Float64Array>;
  private readonly queryWords: Region<Int16Array>;
  private readonly products: Region<Int32Array>;
  private readonly zeros: Uint8Array;
  /** In products of whole numbers: two rough cosines that lie farther apart lie in the same order exactly. */
  private readonly margin: number;
  private isFit = true;

  private constructor(private readonly nRows: number, private readonly dim: number) {
    const { arena } = this;
    const nPadded = Math.ceil(nRows / 4) * 4;
    this.width = widthOf(dim);
    this.chunk = arena.float32(ROWS_A_CHUNK * this.width);
    this.lengths = arena.float64(ROWS_A_CHUNK);
    this.queryWords = arena.int16(this.width);
    this.products = arena.int32(nPadded);
    this.words = arena.int16(nPadded * this.width);
    this.zeros = new Uint8Array(nRows);
    // |u·v − (u+e)·(v+f)| ≤ |e| + |f| + |e||f| for unit rows, and |e|, |f| ≤ off: of either of two cosines that are held against each other.
    const off = (OFF * Math.sqrt(dim)) / UNIT;
    this.margin = Math.ceil((2 * (2 * off + off * off) + ROUNDING) * UNIT * UNIT);
  }

  /** Room for rows that {@link add} fills. Null where they are too few for a copy to pay, or too many. @throws Failure `too-large` */
  static roomFor(nRows: number, dim: number): RoughRows | null {
    return nRows * dim < LEAST_NUMBERS || nRows * widthOf(dim) * 2 > MOST_BYTES ? null : new RoughRows(nRows, dim);
  }

  /** Takes over rows `from` on, `[n, dim]`. */
  add(from: number, values: Float32Array): void {
    const { arena, chunk, lengths, words, width, dim, zeros } = this;
    const n = values.length / dim;
    for (let done = 0; done < n; done += ROWS_A_CHUNK) {
      const count = Math.min(ROWS_A_CHUNK, n - done);
      const to = chunk.view;
      if (width === dim) to.set(values.subarray(done * dim, (done + count) * dim));
      else for (let row = 0; row < count; row++) to.set(values.subarray((done + row) * dim, (done + row + 1) * dim), row * width);
      arena.kernels.unitWords(chunk.pointer, count, width, UNIT, lengths.pointer, words.pointer + (from + done) * width * 2);
      const found = lengths.view;
      for (let row = 0; row < count; row++) {
        const length = found[row] as number;
        zeros[from + done + row] = length === 0 ? 1 : 0;
        this.isFit &&= length === 0 || isMeasurable(length);
      }
    }
  }

  isZero(row: number): boolean {
    return this.zeros[row] === 1;
  }

  /**
   * Rows, ascending, among which the k nearest by cosine to `query` `[dim]` are, with all that are as near as the last of them; rows of zeros count as at right angles.
   * Null where 16 bits say nothing of the query or of some row: lengths below 1e-30 or above 1e30.
   * @param isCandidate asked of rows that are near only
   */
  near(query: Float32Array, k: number, isCandidate: (row: number) => boolean): readonly number[] | null {
    const { arena: { kernels }, chunk, queryWords, nRows, margin } = this;
    if (!this.isFit || !isMeasurable(norm(query))) return null;
    chunk.view.fill(0, 0, this.width).set(query);
    kernels.unitWords(chunk.pointer, 1, this.width, UNIT, this.lengths.pointer, queryWords.pointer);
    kernels.wordLine(queryWords.pointer, this.words.pointer, nRows, this.width, this.products.pointer);
    const products = this.products.view;
    const best = new Largest(k);
    const kept: number[] = [];
    for (let row = 0; row < nRows; row++) {
      const product = products[row] as number;
      if (product < best.least - margin || !isCandidate(row)) continue;
      kept.push(row);
      best.add(product);
    }
    const floor = best.least - margin;
    return kept.filter((row) => (products[row] as number) >= floor);
  }
}

const widthOf = (dim: number): number => Math.ceil(dim / 8) * 8;

/** NaN is not. */
const isMeasurable = (length: number): boolean => length >= SHORTEST && length <= LONGEST;

/** The k largest numbers seen, as a heap whose root is the least of them. */
class Largest {
  private readonly heap: Float64Array;

  constructor(k: number) {
    this.heap = new Float64Array(k).fill(-Infinity);
  }

  /** Of the k largest; −∞ while there are fewer. */
  get least(): number {
    return this.heap[0] as number;
  }

  add(value: number): void {
    const { heap } = this;
    if (value <= (heap[0] as number)) return;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child + 1 < heap.length && (heap[child + 1] as number) < (heap[child] as number)) child++;
      if (child >= heap.length || (heap[child] as number) >= value) break;
      heap[at] = heap[child] as number;
      at = child;
    }
    heap[at] = value;
  }
}
