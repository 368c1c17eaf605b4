import type { NearestOfSet, SenseContrast } from '@contract/embedding';
import type { Occurrence } from '@contract/occurrence';
import { mulberry32, shuffle } from '@contract/prng';
import { takeRows, type VectorTable } from '@vectors/vector-table';
import { nearestRowsSteps } from './nearest-rows';
import { occurrenceFacts } from './occurrence-facts';
import { recallFrom } from './sense-recall';
import { Spread } from './spread';

/** Neighbours cost n²: a larger set is measured on a fixed random sample of this many rows. */
const MOST_ROWS = 2_000;

/** The rows that are measured of all, in their order. */
export const sampledRows = (rows: readonly number[]): readonly number[] => (rows.length <= MOST_ROWS ? rows : shuffle([...rows], mulberry32(42)).slice(0, MOST_ROWS).sort((a, b) => a - b));

export interface MeasuredSet {
  readonly nearest: NearestOfSet;
  /** Per layer; null where fewer than two senses are labelled. */
  readonly senseRecall: readonly number[] | null;
  /** See the contract's `EmbeddingSummary`. */
  readonly contrast: readonly SenseContrast[] | null;
}

/**
 * The nearest rows of a set at every layer, and the senses' recall by them, in steps of about 50 ms.
 * @param how see {@link nearestRowsSteps}
 */
export function* measureSetSteps(table: VectorTable, occurrences: readonly Occurrence[], how: 'exact' | 'rough' = 'exact'): Generator<undefined, MeasuredSet> {
  const rows = sampledRows(Array.from({ length: table.nRows }, (_, row) => row));
  const sample = takeRows(table, rows);
  const there = rows.flatMap((row) => occurrences[row] ?? []);
  const { senses, sentences } = occurrenceFacts(there);
  // Numbers: texts would be compared letter by letter for every pair.
  const sensesOf = numbered(senses);
  const wordsOf = numbered(there.map(({ word }) => word.toLocaleLowerCase('en')));
  const groups = wordsOf.map((word, row) => (sensesOf[row] === NONE ? NONE : word));
  const contrasts: (SenseContrast | null)[] = [];
  const ofLayer: Int32Array[] = [];
  const recalls: (number | null)[] = [];
  for (let layer = 0; layer < table.nLayers; layer++) {
    const [own, other] = [new Spread(), new Spread()];
    const { any, labelled } = yield* nearestRowsSteps(sample, layer, {
      sentences, isLabelled: (row) => senses[row] !== null,
      contrast: { groups, classes: sensesOf, own, other },
    }, how);
    ofLayer.push(any.map((nearest) => (nearest < 0 ? -1 : rows[nearest] as number)));
    contrasts.push(own.n === 0 || other.n === 0 ? null : { own: spreadOf(own), other: spreadOf(other) });
    recalls.push(recallFrom({ senses, sentences }, labelled));
  }
  return { nearest: { rows: Int32Array.from(rows), ofLayer }, senseRecall: ofAllLayers(recalls), contrast: ofAllLayers(contrasts) };
}

const NONE = -1;

/** Equal texts have equal numbers; null is {@link NONE}. */
function numbered(texts: readonly (string | null)[]): Int32Array {
  const numbers = new Map<string, number>();
  return Int32Array.from(texts, (text) => {
    if (text === null) return NONE;
    const number = numbers.get(text) ?? numbers.size;
    numbers.set(text, number);
    return number;
  });
}

const spreadOf = ({ mean, deviation }: Spread): SenseContrast['own'] => ({ mean, deviation });

/** Null unless every layer has one. */
function ofAllLayers<T>(values: readonly (T | null)[]): readonly T[] | null {
  const there = values.filter((value) => value !== null);
  return there.length === values.length ? there : null;
}
