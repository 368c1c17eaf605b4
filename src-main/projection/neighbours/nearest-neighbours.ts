import { Failure } from '@contract/failure';
import { openArena, type Arena, type Region } from '@vectors/kernels/arena';
import type { Rows } from '@vectors/rows';
import { comparePairs, type Comparison } from './all-pairs';
import { storeRows, type ArenaRows } from './arena-rows';
import { measureRecall } from './measure-recall';
import type { Metric } from './metric';
import type { Neighbours, SearchStep } from './neighbours';
import { SLACK } from './prepared-search';
import { subspace } from './subspace';

export interface SearchOptions {
  /** 'auto' (the default): exact up to {@link EXACT_LIMIT} rows. */
  readonly search?: 'auto' | 'exact' | 'approximate';
  /** Chooses the sample from which the approximate search learns. */
  readonly seed?: number;
}

/** From here on the approximate search is quicker. */
const EXACT_LIMIT = 4_000;
/** Rows kept by the approximate search's filter, as a multiple of k and beside it. */
const KEPT_TIMES = 2, KEPT_MORE = 20;
const ROWS_A_STEP = 256;

/**
 * The k nearest rows of every row, itself included and first, ties in row order.
 * Exact: all pairs in blocks, single precision, the kept ones measured again in double precision. Approximate: all pairs in a subspace of the
 * leading principal components, the kept ones measured in full width; its recall is measured. Same rows, same bytes.
 * @param k 1…n. @throws Failure 'bad-input' for another k, 'too-large' where memory is short.
 */
export function* nearestNeighbours(rows: Rows, metric: Metric, k: number, options: SearchOptions = {}): Generator<SearchStep, Neighbours> {
  const { n } = rows;
  if (n === 0) return { k, indices: new Int32Array(0), distances: new Float32Array(0), recall: 1 };
  if (!Number.isInteger(k) || k < 1 || k > n) throw new Failure('bad-input', `There are ${n} points, too few for ${k} neighbours. Lower the number of neighbours.`);
  const { search = 'auto', seed = 42 } = options;
  const arena = openArena();
  const total = (n * (n + 1)) / 2;
  const stored = yield* quietly(storeRows(arena, rows, metric), total);
  const nOthers = n - 1;
  if (k === 1 || nOthers === 0) return finish(Array.from({ length: n }, (_, row) => row), n);
  const isExact = search === 'exact' || (search === 'auto' && n <= EXACT_LIMIT);
  const filter = isExact ? null : yield* quietly(subspace(arena, stored, seed), total);
  const nCached = Math.min(nOthers, filter === null ? k - 1 + SLACK : k * KEPT_TIMES + KEPT_MORE);
  const candidates = yield* comparePairs(arena, filter ?? wholeWidth(arena, stored), nCached);
  const found = yield* quietly(refineAll(arena, stored, candidates, nCached, k), total);
  const recall = filter === null ? 1 : yield* quietly(measureRecall(arena, stored, found), total);
  return { ...found, recall };
}

function finish(indices: readonly number[], n: number): Neighbours {
  return { k: 1, indices: Int32Array.from(indices), distances: new Float32Array(n), recall: 1 };
}

/** Steps that count no pairs: before the first or after the last. */
function* quietly<Result>(steps: Generator<void, Result>, total: number): Generator<SearchStep, Result> {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    yield { done: 0, total };
  }
}

function wholeWidth(arena: Arena, { n, width, region, isCosine }: ArenaRows): Comparison {
  const half = arena.float32(n + 4), scales = arena.float32(n + 4);
  if (isCosine) half.view.fill(0.5);
  scales.view.fill(1);
  return { n, pointer: region.pointer, width, product: isCosine ? 'dots' : 'squares', factor: isCosine ? -1 : 1, half, scales };
}

function* refineAll(arena: Arena, rows: ArenaRows, candidates: Region<Int32Array>, nCached: number, k: number): Generator<void, Omit<Neighbours, 'recall'>> {
  const { n, width, region, isCosine } = rows;
  const indices = new Int32Array(n * k), distances = new Float32Array(n * k);
  const others = k - 1;
  const someIndices = arena.int32(ROWS_A_STEP * others), someDistances = arena.float32(ROWS_A_STEP * others);
  for (let from = 0; from < n; from += ROWS_A_STEP) {
    const count = Math.min(ROWS_A_STEP, n - from);
    arena.kernels.refine(
      region.pointer + from * width * 4,
      count,
      region.pointer,
      width,
      isCosine ? 1 : 0,
      candidates.pointer + from * nCached * 4,
      nCached,
      someIndices.pointer,
      someDistances.pointer,
      others,
    );
    const foundIndices = someIndices.view, foundDistances = someDistances.view;
    for (let row = 0; row < count; row++) {
      indices[(from + row) * k] = from + row;
      indices.set(foundIndices.subarray(row * others, (row + 1) * others), (from + row) * k + 1);
      distances.set(foundDistances.subarray(row * others, (row + 1) * others), (from + row) * k + 1);
    }
    yield;
  }
  return { k, indices, distances };
}
