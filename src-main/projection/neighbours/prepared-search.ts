import { Failure } from '@contract/failure';
import { openArena, type Arena, type Region } from '@vectors/kernels/arena';
import type { Rows } from '@vectors/rows';
import { copyRows, storeRows, type ArenaRows } from './arena-rows';
import type { Metric } from './metric';
import type { Neighbours } from './neighbours';

/** Rows made ready to be searched many times. Holds an arena with a copy of them; dropping it frees it. */
export interface PreparedSearch {
  readonly n: number;
  readonly dim: number;
  readonly metric: Metric;
  readonly arena: Arena;
  readonly rows: ArenaRows;
  readonly queries: Region<Float32Array>;
  readonly values: Region<Float32Array>;
}

const QUERIES_AT_ONCE = 16;
const ROWS_AT_ONCE = 256;
/** Rows kept beyond k, so that the rounding of single precision decides nothing. */
export const SLACK = 8;

/** Copies the rows into an arena, once for many calls of {@link nearestAmong}. */
export function prepareSearch(rows: Rows, metric: Metric): PreparedSearch {
  const arena = openArena();
  const storing = storeRows(arena, rows, metric);
  let step = storing.next();
  while (!step.done) step = storing.next();
  return {
    n: rows.n, dim: rows.dim, metric, arena, rows: step.value,
    queries: arena.float32(QUERIES_AT_ONCE * step.value.width), values: arena.float32(QUERIES_AT_ONCE * ROWS_AT_ONCE),
  };
}

/**
 * The k nearest of the prepared rows to each query, exact, nearest first, ties in row order; `[queries.n, min(k, n)]`.
 * A query's result is the same alone and among others.
 * @throws Failure 'bad-input' where the widths differ.
 */
export function nearestAmong(prepared: PreparedSearch, queries: Rows, k: number): Neighbours {
  if (queries.dim !== prepared.dim) throw new Failure('bad-input', `The rows have ${prepared.dim} numbers each, the new one has ${queries.dim}. Use the same model and layer.`);
  const nFound = Math.min(k, prepared.n);
  const indices = new Int32Array(queries.n * nFound);
  const distances = new Float32Array(queries.n * nFound);
  if (nFound > 0) {
    for (let from = 0; from < queries.n; from += QUERIES_AT_ONCE) {
      const to = Math.min(queries.n, from + QUERIES_AT_ONCE);
      copyRows(queries, from, to, prepared.queries.view, prepared.rows.width, prepared.metric, from);
      const found = searchBlock(prepared.arena, prepared.rows, prepared.queries.pointer, to - from, nFound, prepared.values.pointer);
      indices.set(found.indices, from * nFound);
      distances.set(found.distances, from * nFound);
    }
  }
  return { k: nFound, indices, distances, recall: 1 };
}

/** One block of at most 16 stored queries against all rows; `values` has room for 16 × 256 floats. */
export function searchBlock(arena: Arena, rows: ArenaRows, queries: number, nQueries: number, k: number, values: number): { indices: Int32Array; distances: Float32Array } {
  const { n, width, region, isCosine } = rows;
  const { kernels } = arena;
  const mark = arena.mark();
  const nCached = Math.min(n, k + SLACK);
  const candidates = arena.int32(nQueries * nCached), kept = arena.float32(nQueries * nCached);
  const indices = arena.int32(nQueries * k), distances = arena.float32(nQueries * k);
  candidates.view.fill(-1);
  kept.view.fill(Infinity);
  for (let start = 0; start < n; start += ROWS_AT_ONCE) {
    const count = Math.min(ROWS_AT_ONCE, n - start);
    (isCosine ? kernels.dots : kernels.squares)(queries, nQueries, region.pointer + start * width * 4, count, width, values, ROWS_AT_ONCE);
    kernels.keepRows(values, ROWS_AT_ONCE, isCosine ? -1 : 1, isCosine ? 1 : 0, nQueries, start, count, candidates.pointer, kept.pointer, nCached);
  }
  kernels.refine(queries, nQueries, region.pointer, width, isCosine ? 1 : 0, candidates.pointer, nCached, indices.pointer, distances.pointer, k);
  const found = { indices: indices.view.slice(), distances: distances.view.slice() };
  arena.release(mark);
  return found;
}
