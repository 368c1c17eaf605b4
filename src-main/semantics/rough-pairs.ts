import { dotAt } from '@vectors/cosine';
import { openArena, type Region } from '@vectors/kernels/arena';
import type { VectorTable } from '@vectors/vector-table';
import type { FoundNearest } from './found-nearest';
import type { Spread } from './spread';

/** Facts of unit rows, all `[n]`. */
export interface PairFacts {
  readonly sentences: Int32Array;
  readonly isVoter: readonly boolean[];
  readonly contrast: Contrast | null;
}

/** Pairs of one group are counted among `own` where their classes are equal, else among `other`: their cosine distances. Groups below 0 are none. */
export interface Contrast {
  readonly groups: Int32Array;
  readonly classes: Int32Array;
  readonly own: Spread;
  readonly other: Spread;
}

const ROWS_A_BLOCK = 64;
/** Two times as many rows of 768 16-bit numbers stay in the second-level cache. */
const COLUMNS_A_TILE = 128;
const LARGEST = 32_767;
/** Most that one number is off, in steps: half of one by rounding, and what 32-bit floats lose on the way. */
const OFF = 0.51;
/** What the rounding of a sum of three 32-bit floats makes it off, with much to spare. */
const ROUNDING = 5e-7;

/**
 * Every pair of rows from different sentences once, by products of 16-bit numbers of how far rows are from their mean: such a cosine is off by no more than a bound
 * that shrinks with the rows' spread. Pairs that may be nearest are measured exactly: what is found is what exact cosines of all pairs find.
 * Contrasts are those of the rough cosines. Yields a block of rows each.
 */
export function* roughPairs(units: VectorTable, { sentences, isVoter, contrast }: PairFacts, found: FoundNearest): Generator<undefined, void> {
  const { values, nRows: n, dim } = units;
  const arena = openArena();
  const { kernels } = arena;
  const width = Math.ceil(dim / 8) * 8;
  const words = arena.int16((n + 4) * width);
  const half = arena.float32(n + 4);
  const { step, roughness } = centre(units);
  yield;
  const facts = (of: ArrayLike<number>): Region<Int32Array> => {
    const region = arena.int32(n + 4);
    region.view.set(of);
    return region;
  };
  const [ofSentences, voters] = [facts(sentences), facts(Int32Array.from(isVoter, (is) => (is ? -1 : 0)))];
  // A row of no group is alone in one.
  const groups = facts(Int32Array.from({ length: n }, (_, row) => { const group = contrast?.groups[row] ?? -1; return group < 0 ? -1 - row : group; }));
  const classes = facts(contrast?.classes ?? new Int32Array(n));
  const [any, voting] = [arena.float32(n + 4), arena.float32(n + 4)];
  for (const best of [any, voting]) best.view.fill(-4);
  const sums = arena.float64(6);
  const block = arena.float32(ROWS_A_BLOCK * (n + 4)), hits = arena.int32(ROWS_A_BLOCK * n * 3);
  const firsts = equalRows(units);
  const blocks: { readonly from: number; readonly list: Int32Array }[] = [];
  for (let from = 0; from < n; from += ROWS_A_BLOCK) {
    const count = Math.min(ROWS_A_BLOCK, n - from), nColumns = n - from;
    const stride = Math.ceil(nColumns / 4) * 4;
    const at = (row: number): number => words.pointer + row * width * 2;
    for (let column = 0; column < nColumns; column += COLUMNS_A_TILE) {
      kernels.wordDots(at(from), count, at(from + column), Math.min(COLUMNS_A_TILE, nColumns - column), width, block.pointer + column * 4, stride);
    }
    const of = ({ pointer }: { readonly pointer: number }): number => pointer + from * 4;
    const nHits = kernels.scanPairs(
      block.pointer, stride, count, nColumns, step * step, of(half), of(ofSentences), of(groups), of(classes), of(voters), of(any), of(voting), 2 * roughness, hits.pointer, sums.pointer,
    );
    blocks.push({ from, list: hits.view.slice(0, 3 * nHits) });
    yield;
  }
  for (const { from, list } of blocks) {
    measureHits(list, from);
    yield;
  }
  const [nOwn, ownSum, ownSquares, nOther, otherSum, otherSquares] = sums.view as unknown as readonly [number, number, number, number, number, number];
  contrast?.own.addCosines(nOwn, ownSum, ownSquares);
  contrast?.other.addCosines(nOther, otherSum, otherSquares);

  /** Writes the words, and what the products of two rows lack of their cosine. */
  function centre({ values: unit }: VectorTable): { readonly step: number; readonly roughness: number } {
    const mark = arena.mark();
    const rows = arena.float32(n * width), mean = arena.float32(2 * width), weights = arena.float32(2 * n);
    const into = rows.view;
    if (width === dim) into.set(unit);
    else for (let row = 0; row < n; row++) into.set(unit.subarray(row * dim, (row + 1) * dim), row * width);
    weights.view.fill(1 / n);
    // Two lines, because that is what the kernel takes; the mean is the first.
    kernels.weightedSums(weights.pointer, 2, rows.pointer, n, width, mean.pointer);
    const square = mean.view.subarray(0, dim).reduce((sum, value) => sum + value * value, 0);
    // u·v = (u−m)·(v−m) + m·u + m·v − |m|²
    const halves = half.view, middle = mean.view.subarray(0, dim);
    let farthest = 0;
    for (let row = 0; row < n; row++) {
      const product = dotAt(middle, unit, row * dim);
      halves[row] = product - square / 2;
      farthest = Math.max(farthest, 1 - 2 * product + square);
    }
    const distance = Math.sqrt(farthest + 1e-6) * 1.0001;
    const size = distance / LARGEST;
    kernels.centredWords(rows.pointer, n, width, mean.pointer, size, words.pointer);
    arena.release(mark);
    const off = OFF * size * Math.sqrt(dim);
    return { step: size, roughness: 2 * distance * off + off * off + ROUNDING };
  }

  /** Of the pairs that were near when they were met, measures those that are so beside the largest of all. */
  function measureHits(list: Int32Array, from: number): void {
    const cosines = new Float32Array(list.buffer);
    const [best, bestVoting] = [any.view, voting.view];
    for (let hit = 0; hit < list.length; hit += 3) {
      const i = from + (list[hit] as number), j = from + (list[hit + 1] as number);
      const rough = cosines[hit + 2] as number, most = rough + roughness;
      if (!isNear(i, j, most + roughness) && !isNear(j, i, most + roughness)) continue;
      if (!found.mayTake(i, j, most, firsts) && !found.mayTake(j, i, most, firsts)) continue;
      const exact = dotAt(values.subarray(i * dim, (i + 1) * dim), values, j * dim);
      found.consider(i, j, exact);
      found.consider(j, i, exact);
    }
    function isNear(i: number, j: number, most: number): boolean {
      return most > (best[i] as number) || (isVoter[j] === true && most > (bestVoting[i] as number));
    }
  }
}

/** Of every row the first that is equal to it, number by number: a word without its context is the same vector every time. */
function equalRows({ values, nRows, dim }: VectorTable): Int32Array {
  const firsts = new Map<number, number[]>();
  return Int32Array.from({ length: nRows }, (_, row) => {
    let sum = 0;
    for (let d = 0; d < dim; d++) sum += (values[row * dim + d] as number) * (d + 1);
    const alike = firsts.get(sum) ?? [];
    const first = alike.find((other) => isEqual(values, row * dim, other * dim, dim));
    if (first !== undefined) return first;
    firsts.set(sum, [...alike, row]);
    return row;
  });
}

function isEqual(values: Float32Array, a: number, b: number, dim: number): boolean {
  for (let d = 0; d < dim; d++) if (values[a + d] !== values[b + d]) return false;
  return true;
}
