import { eachPair } from './labelled-rows';
import { dotAt, norm } from '@vectors/cosine';
import { unitTable, vectorAt, type VectorTable } from '@vectors/vector-table';

/** Of every row of a layer, the nearest row by cosine from another sentence; -1 where there is none, and of rows without a vector. */
export interface NearestRows {
  readonly any: Int32Array;
  /** The nearest of those that have a label. */
  readonly labelled: Int32Array;
}

/** Inner products of rows `from`…`to` − 1 with all rows from `from` on: `values[(i - from) * (n - from) + j - from]`. Good until the next block. */
export interface ProductBlock {
  readonly from: number;
  readonly to: number;
  readonly values: Float32Array;
}

/** Makes blocks of all rows, ascending, of unit rows `[n, dim]`: products may be off by {@link ROUGHNESS}. */
export type Products = (units: VectorTable) => Generator<ProductBlock>;

/** What products by {@link Products} may be off: a nearest row is found by exact ones where a rough one does not settle it. */
const ROUGHNESS = 1e-6;

/** Multiplications in a step. */
const nProductsPerStep = 50_000_000;

/** How pairs are visited, and what of their cosines must be looked at again. */
interface Labels {
  readonly sentences: Int32Array;
  readonly isLabelled: (row: number) => boolean;
  /** Called once for every pair of rows from different sentences. */
  readonly onPair?: (a: number, b: number, cosine: number) => void;
}

/**
 * Finds {@link NearestRows} of one layer; equal distances: the smaller row wins. Yields about every 50 ms, for a caller that has other things to do.
 * Cost: n² / 2 inner products.
 * @param products faster ones, which are rough: the rows found are the same but for cosines that are equal to rounding in 64 bits, the cosines that `onPair` gets are off by less than 1e-6
 */
export function* nearestRowsSteps(table: VectorTable, layer: number, { sentences, isLabelled, onPair }: Labels, products?: Products): Generator<undefined, NearestRows> {
  const rows = Array.from({ length: table.nRows }, (_, row) => row).filter((row) => norm(vectorAt(table, row, layer)) > 0);
  const units = unitTable(table, layer, rows);
  const ofRows = Int32Array.from(rows, (row) => sentences[row] as number);
  const found = new Found(rows.length, rows.map(isLabelled));
  const told = onPair === undefined ? undefined : (i: number, j: number, cosine: number): void => { onPair(rows[i] as number, rows[j] as number, cosine); };
  yield* (products === undefined ? exactPairs(units, ofRows, found, told) : roughPairs(units, ofRows, found, told, products));
  const spread = (of: Int32Array): Int32Array => {
    const all = new Int32Array(table.nRows).fill(-1);
    for (const [i, other] of of.entries()) all[rows[i] as number] = other < 0 ? -1 : rows[other] as number;
    return all;
  };
  return { any: spread(found.any), labelled: spread(found.labelled) };
}

type OnPair = ((i: number, j: number, cosine: number) => void) | undefined;

function* exactPairs(units: VectorTable, sentences: Int32Array, found: Found, onPair: OnPair): Generator<undefined, void> {
  const n = units.nRows;
  const nRowsPerStep = Math.max(1, Math.floor(nProductsPerStep / Math.max(1, n * units.dim)));
  for (let from = 0; from < n; from += nRowsPerStep) {
    eachPair({ sentences, units }, (i, j, cosine) => { found.consider(i, j, cosine); found.consider(j, i, cosine); onPair?.(i, j, cosine); }, from, Math.min(n, from + nRowsPerStep));
    yield;
  }
}

function* roughPairs(units: VectorTable, sentences: Int32Array, found: Found, onPair: OnPair, products: Products): Generator<undefined, void> {
  found.tellApart(equalRows(units));
  for (const block of products(units)) {
    considerBlock(block, units, sentences, found, onPair);
    yield;
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

/** A pair whose rough cosine comes near the best of one of its rows is looked at exactly. No generator: V8 makes faster code of a function. */
function considerBlock({ from, to, values }: ProductBlock, { values: unit, nRows: n, dim }: VectorTable, sentences: Int32Array, found: Found, onPair: OnPair): void {
  const { floors } = found;
  for (let i = from; i < to; i++) {
    const sentence = sentences[i] as number;
    const row = unit.subarray(i * dim, (i + 1) * dim);
    const start = (i - from) * (n - from) - from;
    for (let j = i + 1; j < n; j++) {
      if (sentences[j] === sentence) continue;
      const rough = values[start + j] as number;
      onPair?.(i, j, rough);
      const most = rough + ROUGHNESS;
      if (most <= (floors[i] as number) && most <= (floors[j] as number)) continue;
      if (!found.mayTake(i, j, most) && !found.mayTake(j, i, most)) continue;
      const cosine = dotAt(row, unit, j * dim);
      found.consider(i, j, cosine);
      found.consider(j, i, cosine);
    }
  }
}

/** The nearest of every row so far. Pairs come in ascending order of either member, so that "greater than" leaves a tie with the smaller row. */
class Found {
  readonly any: Int32Array;
  readonly labelled: Int32Array;
  private readonly bestAny: Float64Array;
  private readonly bestLabelled: Float64Array;
  /** Of every row: no cosine that is smaller finds a nearer one. */
  readonly floors: Float64Array;
  private first: Int32Array = new Int32Array(0);

  constructor(n: number, private readonly isVoter: readonly boolean[]) {
    [this.any, this.labelled] = [new Int32Array(n).fill(-1), new Int32Array(n).fill(-1)];
    [this.bestAny, this.bestLabelled] = [new Float64Array(n).fill(-Infinity), new Float64Array(n).fill(-Infinity)];
    // A labelled row is among all rows, so that the nearest of them is never nearer.
    this.floors = isVoter.includes(true) ? this.bestLabelled : this.bestAny;
  }

  /** @param first of every row: the first row that is equal to it, which has the same cosines */
  tellApart(first: Int32Array): void {
    this.first = first;
  }

  mayTake(i: number, j: number, cosine: number): boolean {
    return (cosine > (this.bestAny[i] as number) && !this.areEqual(j, this.any[i] as number))
      || (cosine > (this.bestLabelled[i] as number) && this.isVoter[j] === true && !this.areEqual(j, this.labelled[i] as number));
  }

  private areEqual(j: number, other: number): boolean {
    return other >= 0 && this.first[j] === this.first[other];
  }

  consider(i: number, j: number, cosine: number): void {
    if (cosine > (this.bestAny[i] as number)) { this.bestAny[i] = cosine; this.any[i] = j; }
    if (this.isVoter[j] === true && cosine > (this.bestLabelled[i] as number)) { this.bestLabelled[i] = cosine; this.labelled[i] = j; }
  }
}
