import { mulberry32, shuffle, type Random } from '@contract/prng';
import { dot, norm } from '@vectors/cosine';
import { sumOfRows, unitTable, vectorAt, type VectorTable } from '@vectors/vector-table';
import { pairsWon } from './mann-whitney';

/** A direction in the space of one layer, `[dim]` each. */
export interface Axis {
  /** Of length 1; it points from the first group to the second. */
  readonly direction: Float32Array;
  /** Halfway between the two means. */
  readonly midpoint: Float32Array;
}

/** Two groups of rows, without a row in common. */
export interface TwoGroups {
  readonly from: readonly number[];
  readonly to: readonly number[];
}

/** How well an axis tells rows apart that it was not made of. */
export interface AxisTest {
  /** Share of the pairs, one row of each group, that lie in the order of their groups: 0…1, 0.5 for none. */
  readonly auc: number;
  /** The same of groups whose members were drawn at random: their mean, and what 95 of 100 stay at or below. */
  readonly random: { readonly mean: number; readonly high: number; readonly n: number };
  readonly nFolds: number;
}

const MOST_FOLDS = 5;
const N_RANDOM = 200;

/**
 * The axis between two groups: the difference of the means of their unit vectors. Bolukbasi et al. (2016) take the first principal component of differences of word pairs, Kozlowski, Taddy &
 * Evans (2019) the mean of such differences; groups that are not paired have but the difference of their means, which is the same wherever pairs exist.
 * @param units `[nRows, 1, dim]`, of length 1 or 0 @returns null where the two means are equal
 */
export function axisBetween(units: VectorTable, { from, to }: TwoGroups): Axis | null {
  return axisOf(sumOfRows(units, 0, from), from.length, sumOfRows(units, 0, to), to.length);
}

/**
 * Where every row lies along an axis: the cosine of the axis with what is left of the row's unit vector when the midpoint is taken off. −1…1, positive towards the second group; NaN for a row
 * without a vector.
 */
export function alongAxis(units: VectorTable, axis: Axis): Float64Array {
  return Float64Array.from({ length: units.nRows }, (_, row) => cosineAlong(vectorAt(units, row, 0), axis));
}

/** One layer's rows, each of length 1. */
export const unitRowsOf = (table: VectorTable): VectorTable => unitTable(table, 0);

/**
 * {@link AxisTest} of two groups: sentences are dealt into folds, each group's evenly; the rows of a fold are ordered by the axis of all others, and compared only with one another, since a row
 * left out of its own mean moves that mean away from it (Airola et al. 2011). For the baseline the rows of every fold trade groups at random.
 * @param units `[nRows, 1, dim]` @param sentences of every row @returns null where a group has one sentence alone
 */
export function* testAxisSteps(units: VectorTable, groups: TwoGroups, sentences: ArrayLike<number>, seed: number): Generator<undefined, AxisTest | null> {
  const random = mulberry32(seed);
  const folds = foldsOf(groups, sentences, random);
  if (folds === null) return null;
  const found = yield* aucOf(units, folds);
  const drawn: number[] = [];
  for (let n = 0; n < N_RANDOM; n++) drawn.push(yield* aucOf(units, folds.map((fold) => traded(fold, random))));
  drawn.sort((a, b) => a - b);
  return {
    auc: found, nFolds: folds.length,
    random: { mean: drawn.reduce((sum, value) => sum + value, 0) / N_RANDOM, high: drawn[Math.ceil(0.95 * N_RANDOM) - 1] as number, n: N_RANDOM },
  };
}

/** Every fold has rows of both groups, and all rows of its sentences; a sentence with rows in both is dealt out with the first group's. */
function foldsOf({ from, to }: TwoGroups, sentences: ArrayLike<number>, random: Random): TwoGroups[] | null {
  const own = (rows: readonly number[], without: ReadonlySet<number>): number[] => [...new Set(rows.map((row) => sentences[row] as number))].filter((sentence) => !without.has(sentence));
  const first = own(from, new Set());
  const second = own(to, new Set(first));
  const nFolds = Math.min(MOST_FOLDS, first.length, second.length);
  if (nFolds < 2) return null;
  const foldOf = new Map<number, number>();
  for (const list of [first, second]) shuffle(list, random).forEach((sentence, at) => foldOf.set(sentence, at % nFolds));
  const inFold = (rows: readonly number[], fold: number): number[] => rows.filter((row) => foldOf.get(sentences[row] as number) === fold);
  return Array.from({ length: nFolds }, (_, fold) => ({ from: inFold(from, fold), to: inFold(to, fold) }));
}

/** Groups of the same sizes, of the same rows. */
function traded({ from, to }: TwoGroups, random: Random): TwoGroups {
  const all = shuffle([...from, ...to], random);
  return { from: all.slice(0, from.length), to: all.slice(from.length) };
}

function* aucOf(units: VectorTable, folds: readonly TwoGroups[]): Generator<undefined, number> {
  const sums: { readonly from: Float64Array; readonly to: Float64Array }[] = [];
  for (const { from, to } of folds) {
    sums.push({ from: sumOfRows(units, 0, from), to: sumOfRows(units, 0, to) });
    yield;
  }
  const allOf = (side: 'from' | 'to', left: number): Float64Array => {
    const sum = new Float64Array(units.dim);
    sums.forEach((one, fold) => { if (fold !== left) one[side].forEach((value, d) => { sum[d] = (sum[d] as number) + value; }); });
    return sum;
  };
  const nOf = (side: 'from' | 'to', left: number): number => folds.reduce((n, one, fold) => (fold === left ? n : n + one[side].length), 0);
  let [won, nPairs] = [0, 0];
  for (const [fold, { from, to }] of folds.entries()) {
    const axis = axisOf(allOf('from', fold), nOf('from', fold), allOf('to', fold), nOf('to', fold));
    const along = (rows: readonly number[]): number[] => rows.map((row) => (axis === null ? 0 : cosineAlong(vectorAt(units, row, 0), axis)));
    won += pairsWon(along(from), along(to));
    nPairs += from.length * to.length;
    yield;
  }
  return won / nPairs;
}

function axisOf(from: Float64Array, nFrom: number, to: Float64Array, nTo: number): Axis | null {
  const means = [from.map((value) => value / nFrom), to.map((value) => value / nTo)] as const;
  const difference = means[1].map((value, d) => value - (means[0][d] as number));
  const length = Math.sqrt(difference.reduce((sum, value) => sum + value * value, 0));
  // What rounding leaves of two equal means is no direction.
  if (!(length > 1e-9)) return null;
  return { direction: Float32Array.from(difference, (value) => value / length), midpoint: Float32Array.from(means[0], (value, d) => (value + (means[1][d] as number)) / 2) };
}

function cosineAlong(unit: Float32Array, { direction, midpoint }: Axis): number {
  if (norm(unit) === 0) return Number.NaN;
  const rest = unit.map((value, d) => value - (midpoint[d] as number));
  const length = norm(rest);
  return length === 0 ? 0 : Math.max(-1, Math.min(1, dot(rest, direction) / length));
}
