import type { Occurrence, SentenceSet } from '@contract/occurrence';
import { formOf } from './forms';

/** A property of a set's occurrences, by which they can be coloured, filtered and counted. */
export interface Column {
  /** `sense`, `form`, `length`, `place`, or `label:` and the name of a label column. */
  readonly id: string;
  readonly title: string;
  /** Of every row; null: none. Of senses the id. */
  readonly values: readonly (string | null)[];
  /** The same as numbers, NaN where there is none; null where the values are no numbers. */
  readonly numbers: Float64Array | null;
  /** Of numbers around 0 what lies at either end; absent: the numbers say so themselves. */
  readonly ends?: readonly [low: string, high: string];
  /** Of cosine distances: that of a random pair, beside which they are read; null where nobody measured it. Their ramp begins at 0. */
  readonly pair?: { readonly distance: number | null; readonly name: string };
  /** How a value is shown. */
  readonly label: (value: string) => string;
  /** Nearly every row has a value of its own: nothing to colour by. */
  readonly isTooVaried: boolean;
}

const same = (value: string): string => value;

const WORD = /[\p{L}\p{N}\p{M}]+(?:['’-][\p{L}\p{N}\p{M}]+)*/gu;
const countWords = (text: string): number => text.match(WORD)?.length ?? 0;

/**
 * All columns of a set: sense and form first, then its label columns, then what can be counted in any sentence.
 * @param texts occurrences with the same sentences and targets; what goes by those alone is counted once for them
 */
export function columnsOf({ occurrences, senses }: SentenceSet, texts: readonly Occurrence[] = occurrences): readonly Column[] {
  const known = new Map(senses.map(({ id, label }) => [id, label]));
  const keys = [...new Set(occurrences.flatMap(({ labels }) => Object.keys(labels)))].filter((key) => key !== 'sense');
  const of = (id: string, title: string, valueOf: (occurrence: Occurrence) => string | null): Column => column(id, title, occurrences.map(valueOf));
  const { form, counts } = textColumns(texts);
  return [
    ...(senses.length === 0 ? [] : [{
      ...of('sense', 'sense', ({ labels: { sense } }) => (sense !== undefined && known.has(sense) ? sense : null)),
      numbers: null, isTooVaried: false, label: (value: string) => known.get(value) ?? value,
    }]),
    form,
    ...keys.map((key) => of(`label:${key}`, key, ({ labels }) => (labels[key] === undefined || labels[key] === '' ? null : labels[key]))),
    ...counts,
  ];
}

interface TextColumns {
  readonly form: Column;
  readonly counts: readonly Column[];
}

const ofTexts = new WeakMap<readonly Occurrence[], TextColumns>();

function textColumns(texts: readonly Occurrence[]): TextColumns {
  const known = ofTexts.get(texts);
  if (known !== undefined) return known;
  const made: TextColumns = {
    form: { ...column('form', 'word form', texts.map(formOf)), numbers: null },
    counts: [
      column('length', 'words in the sentence', texts.map(({ text }) => String(countWords(text)))),
      column('place', 'place of the word', texts.map(({ text, charStart }) => String(countWords(text.slice(0, charStart)) + 1))),
    ],
  };
  ofTexts.set(texts, made);
  return made;
}

function column(id: string, title: string, values: readonly (string | null)[]): Column {
  const there = values.filter((value) => value !== null);
  const distinct = new Set(there);
  const numbers = distinct.size > 2 && there.every((value) => NUMBER.test(value)) ? Float64Array.from(values, (value) => (value === null ? Number.NaN : Number(value))) : null;
  return { id, title, values, numbers, label: same, isTooVaried: numbers === null && distinct.size > 2 && distinct.size * 2 > there.length };
}

/** Id of the column of distances from A. */
export const DISTANCE_COLUMN = 'from-a';

/** Cosine distances from the first selected occurrence as a column to colour by. */
export function distanceColumn(distances: Float32Array, pair: NonNullable<Column['pair']>): Column {
  return {
    id: DISTANCE_COLUMN, title: 'distance from A', values: Array.from(distances, (distance) => (Number.isNaN(distance) ? null : distance.toFixed(2))), numbers: Float64Array.from(distances), pair,
    label: same, isTooVaried: false,
  };
}

const NUMBER = /^[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?$/i;

/** What a number's colour is read from: its ends are the 2nd and the 98th percentile, so that one stray value does not make all others alike. */
export interface Ramp {
  readonly low: number;
  readonly high: number;
  /** Rows without a number. */
  readonly nMissing: number;
}

export function rampOf({ numbers, ends, pair }: Pick<Column, 'numbers' | 'ends' | 'pair'>): Ramp | null {
  if (numbers === null) return null;
  const ramp = spreadOf(numbers);
  if (pair !== undefined) return { ...ramp, low: 0, high: Math.max(ramp.high, pair.distance ?? 0) };
  const far = Math.max(Math.abs(ramp.low), Math.abs(ramp.high));
  // Between two ends the middle of the ramp is the middle between them.
  return ends === undefined ? ramp : { ...ramp, low: -far, high: far };
}

export function spreadOf(numbers: Float64Array): Ramp {
  const sorted = numbers.filter((value) => !Number.isNaN(value)).sort();
  const at = (share: number): number => {
    const position = (sorted.length - 1) * share;
    const below = Math.floor(position);
    const low = sorted[below] ?? 0;
    return low + ((sorted[Math.min(below + 1, sorted.length - 1)] ?? low) - low) * (position - below);
  };
  return { low: at(0.02), high: at(0.98), nMissing: numbers.length - sorted.length };
}

/** Place of a number between the ends of its ramp, 0…1; NaN where there is none. */
export const onRamp = ({ low, high }: Ramp, value: number): number => (Number.isNaN(value) ? value : high === low ? 0.5 : Math.max(0, Math.min(1, (value - low) / (high - low))));
