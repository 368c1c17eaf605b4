import { eachPair } from './labelled-rows';
import { norm } from '@vectors/cosine';
import { unitTable, vectorAt, type VectorTable } from '@vectors/vector-table';

/** Of every row of a layer, the nearest row by cosine from another sentence; -1 where there is none, and of rows without a vector. */
export interface NearestRows {
  readonly any: Int32Array;
  /** The nearest of those that have a label. */
  readonly labelled: Int32Array;
}

/** Multiplications in a step. */
const nProductsPerStep = 50_000_000;

/**
 * Finds {@link NearestRows} of one layer; equal distances: the smaller row wins. Yields about every 50 ms, for a caller that has other things to do.
 * Cost: n² / 2 inner products.
 * @param isLabelled of every row
 * @param onPair called once for every pair of rows from different sentences
 */
export function* nearestRowsSteps(
  table: VectorTable, layer: number, sentences: Int32Array, isLabelled: (row: number) => boolean, onPair: (a: number, b: number, cosine: number) => void = () => undefined,
): Generator<undefined, NearestRows> {
  const rows = Array.from({ length: table.nRows }, (_, row) => row).filter((row) => norm(vectorAt(table, row, layer)) > 0);
  const units = unitTable(table, layer, rows);
  const n = rows.length;
  const isVoter = rows.map(isLabelled);
  const best = { any: new Float64Array(n).fill(-Infinity), labelled: new Float64Array(n).fill(-Infinity) };
  const found = { any: new Int32Array(n).fill(-1), labelled: new Int32Array(n).fill(-1) };
  const consider = (i: number, j: number, cosine: number): void => {
    // Pairs come in ascending order of either member, so "greater than" leaves a tie with the smaller row.
    if (cosine > (best.any[i] as number)) { best.any[i] = cosine; found.any[i] = j; }
    if (isVoter[j] === true && cosine > (best.labelled[i] as number)) { best.labelled[i] = cosine; found.labelled[i] = j; }
  };
  const pairs = { sentences: Int32Array.from(rows, (row) => sentences[row] as number), units };
  const nRowsPerStep = Math.max(1, Math.floor(nProductsPerStep / Math.max(1, n * table.dim)));
  for (let from = 0; from < n; from += nRowsPerStep) {
    eachPair(pairs, (i, j, cosine) => { consider(i, j, cosine); consider(j, i, cosine); onPair(rows[i] as number, rows[j] as number, cosine); }, from, Math.min(n, from + nRowsPerStep));
    yield;
  }
  const spread = (of: Int32Array): Int32Array => {
    const all = new Int32Array(table.nRows).fill(-1);
    for (const [i, other] of of.entries()) all[rows[i] as number] = other < 0 ? -1 : rows[other] as number;
    return all;
  };
  return { any: spread(found.any), labelled: spread(found.labelled) };
}
