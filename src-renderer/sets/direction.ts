import type { SentenceSet } from '@contract/occurrence';
import type { AxisTest } from '@semantics/direction';
import type { Column } from './columns';

/** Id of the column that places along the axis are. */
export const DIRECTION_COLUMN = 'direction';

/** One of the two groups between which the axis runs. */
export interface DirectionGroup {
  readonly name: string;
  readonly rows: readonly number[];
  /** Glyph and hue, 1…8; the two groups have different ones. */
  readonly category: number;
}

/** The axis between two groups of a set's occurrences, as it was made. */
export interface FoundDirection {
  readonly set: SentenceSet;
  /** Of the vectors in which it was made. */
  readonly key: string;
  readonly layer: number;
  /** "layer 6 of MiniLM L6" */
  readonly where: string;
  readonly from: DirectionGroup;
  readonly to: DirectionGroup;
  /** Of the values that the groups are; null where neither is one. */
  readonly columnId: string | null;
  /** Whether a group may have been chosen by what the vectors look like. */
  readonly isByVectors: boolean;
  /** Of every row its cosine with the axis, −1…1; NaN for rows without a vector. */
  readonly values: Float64Array;
  /** Null where a group has one sentence alone. */
  readonly test: AxisTest | null;
}

/** "money → river edge" */
export const directionName = ({ from, to }: Pick<FoundDirection, 'from' | 'to'>): string => `${from.name} → ${to.name}`;

/** Two glyphs that differ, those of the legend where they have any. */
export function twoCategories(from: number, to: number): readonly [number, number] {
  const first = from === 0 ? (to === 1 ? 2 : 1) : from;
  return [first, to === 0 || to === first ? (first === 1 ? 2 : 1) : to];
}

/** Occurrences in both groups. */
export function sharedRows(from: readonly number[], to: readonly number[]): number[] {
  const own = new Set(from);
  return to.filter((row) => own.has(row));
}

/** Places along the axis as a column to colour by. */
export function directionColumn(direction: FoundDirection): Column {
  const { values, from, to } = direction;
  return {
    id: DIRECTION_COLUMN, title: directionName(direction), values: Array.from(values, (value) => (Number.isNaN(value) ? null : value.toFixed(2).replace('-', '\u2212'))), numbers: values,
    ends: [from.name, to.name], label: (value) => value, isTooVaried: false,
  };
}
