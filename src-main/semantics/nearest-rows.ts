import { norm } from '@vectors/cosine';
import { unitTable, vectorAt, type VectorTable } from '@vectors/vector-table';
import { FoundNearest } from './found-nearest';
import { eachPair } from './labelled-rows';
import { roughPairs, type Contrast, type PairFacts } from './rough-pairs';

/** Of every row of a layer, the nearest row by cosine from another sentence; -1 where there is none, and of rows without a vector. */
export interface NearestRows {
  readonly any: Int32Array;
  /** The nearest of those that have a label. */
  readonly labelled: Int32Array;
}

/** Multiplications in a step. */
const nProductsPerStep = 50_000_000;

/** How pairs are visited, and what is counted of them; facts of the table's rows, `[nRows]`. */
interface Labels {
  readonly sentences: Int32Array;
  readonly isLabelled: (row: number) => boolean;
  readonly contrast?: Contrast;
}

/**
 * Finds {@link NearestRows} of one layer; equal distances: the smaller row wins. Yields about every 50 ms, for a caller that has other things to do.
 * Cost: n² / 2 inner products.
 * @param how 'rough' is the quick way: the rows found are the same but for cosines that are equal to rounding in 64 bits, contrasts are off by less than 1e-4
 */
export function* nearestRowsSteps(table: VectorTable, layer: number, { sentences, isLabelled, contrast }: Labels, how: 'exact' | 'rough' = 'exact'): Generator<undefined, NearestRows> {
  const rows = Array.from({ length: table.nRows }, (_, row) => row).filter((row) => norm(vectorAt(table, row, layer)) > 0);
  const units = unitTable(table, layer, rows);
  const taken = (of: Int32Array): Int32Array => Int32Array.from(rows, (row) => of[row] as number);
  const facts: PairFacts = {
    sentences: taken(sentences), isVoter: rows.map(isLabelled),
    contrast: contrast === undefined ? null : { ...contrast, groups: taken(contrast.groups), classes: taken(contrast.classes) },
  };
  const found = new FoundNearest(rows.length, facts.isVoter);
  yield* (how === 'exact' ? exactPairs : roughPairs)(units, facts, found);
  const spread = (of: Int32Array): Int32Array => {
    const all = new Int32Array(table.nRows).fill(-1);
    for (const [i, other] of of.entries()) all[rows[i] as number] = other < 0 ? -1 : rows[other] as number;
    return all;
  };
  return { any: spread(found.any), labelled: spread(found.labelled) };
}

function* exactPairs(units: VectorTable, { sentences, contrast }: PairFacts, found: FoundNearest): Generator<undefined, void> {
  const n = units.nRows;
  const nRowsPerStep = Math.max(1, Math.floor(nProductsPerStep / Math.max(1, n * units.dim)));
  for (let from = 0; from < n; from += nRowsPerStep) {
    eachPair({ sentences, units }, (i, j, cosine) => {
      found.consider(i, j, cosine);
      found.consider(j, i, cosine);
      if (contrast === null || (contrast.groups[i] as number) < 0 || contrast.groups[i] !== contrast.groups[j]) return;
      (contrast.classes[i] === contrast.classes[j] ? contrast.own : contrast.other).add(1 - cosine);
    }, from, Math.min(n, from + nRowsPerStep));
    yield;
  }
}
