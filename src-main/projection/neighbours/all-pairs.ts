import type { Arena, Region } from '@vectors/kernels/arena';
import type { SearchStep } from './neighbours';

/** Rows whose pairs are compared, and how a pair's product becomes a distance: halfᵢ + halfⱼ + factor × scaleᵢ × scaleⱼ × product. */
export interface Comparison {
  readonly n: number;
  /** Where the rows lie; for 'wordDots' three more rows must be readable beyond the last. */
  readonly pointer: number;
  /** Numbers a row. */
  readonly width: number;
  readonly product: 'dots' | 'squares' | 'wordDots';
  readonly factor: number;
  /** `[n + 4]`, as `scales`. */
  readonly half: Region<Float32Array>;
  readonly scales: Region<Float32Array>;
}

/** Rows of a block: two blocks of 768 columns stay in the second-level cache. */
const BLOCK = 64;
const MULTIPLICATIONS_A_STEP = 3e7;
const ROWS_A_STEP = 4_096;

/** The nKept nearest other rows of each row, `[n, nKept]` in no order, every pair compared once; −1 where there are fewer. Of those as near the first ones. */
export function* comparePairs(arena: Arena, { n, pointer, width, product, factor, half, scales }: Comparison, nCached: number): Generator<SearchStep, Region<Int32Array>> {
  const candidates = arena.int32(n * nCached * 2);
  const mark = arena.mark();
  const distances = arena.float32(n * nCached * 2), counts = arena.int32(n), worst = arena.float32(n + 4), values = arena.float32(BLOCK * BLOCK);
  worst.view.fill(Infinity);
  const { kernels } = arena;
  const multiply = kernels[product];
  const nBytes = width * (product === 'wordDots' ? 2 : 4);
  const total = (n * (n + 1)) / 2;
  let done = 0, work = 0;
  for (let a = 0; a < n; a += BLOCK) {
    const na = Math.min(BLOCK, n - a);
    for (let b = a; b < n; b += BLOCK) {
      const nb = Math.min(BLOCK, n - b);
      multiply(pointer + a * nBytes, na, pointer + b * nBytes, nb, width, values.pointer, BLOCK);
      kernels.keepPairs(values.pointer, BLOCK, factor, half.pointer, scales.pointer, a, na, b, nb, candidates.pointer, distances.pointer, counts.pointer, worst.pointer, nCached);
      done += a === b ? (na * (na + 1)) / 2 : na * nb;
      work += na * nb * width;
      if (work < MULTIPLICATIONS_A_STEP) continue;
      work = 0;
      yield { done, total };
    }
  }
  const lists = candidates.view;
  for (let from = 0; from < n; from += ROWS_A_STEP) {
    const count = Math.min(ROWS_A_STEP, n - from);
    const bytes = from * nCached * 2 * 4;
    kernels.closeLists(count, candidates.pointer + bytes, distances.pointer + bytes, counts.pointer + from * 4, nCached);
    for (let row = from; row < from + count; row++) lists.copyWithin(row * nCached, row * nCached * 2, row * nCached * 2 + nCached);
    yield { done, total };
  }
  arena.release(mark);
  return candidates;
}
