import type { Occurrence } from '@contract/occurrence';

export const SORT_KEYS = ['before', 'after', 'colour', 'nearest', 'original'] as const;
export type SortKey = (typeof SORT_KEYS)[number];

const collator = new Intl.Collator('en', { sensitivity: 'base', numeric: true });
const wordsOf = (text: string): string[] => text.match(/[\p{L}\p{N}]+/gu) ?? [];

/** Words as the concordance sorts them: nearest to the target first. */
const wordsBefore = (occurrence: Occurrence): string => wordsOf(occurrence.text.slice(Math.max(0, occurrence.charStart - 200), occurrence.charStart)).reverse().join(' ');
const wordsAfter = (occurrence: Occurrence): string => wordsOf(occurrence.text.slice(occurrence.charEnd, occurrence.charEnd + 200)).join(' ');

function byText(rows: readonly number[], keyOf: (row: number) => string): number[] {
  const keys = new Map(rows.map((row) => [row, keyOf(row)]));
  return [...rows].sort((a, b) => collator.compare(keys.get(a) ?? '', keys.get(b) ?? '') || a - b);
}

/** NaN stands for "no vector". */
const numberOr = (value: number | undefined, other: number): number => (value === undefined || Number.isNaN(value) ? other : value);

function byNumber(rows: readonly number[], keyOf: (row: number) => number): number[] {
  return [...rows].sort((a, b) => keyOf(a) - keyOf(b) || a - b);
}

/**
 * Rows in reading order of the concordance; ties keep the order of the set.
 * @param rankOfRow for `colour`: position of the row's entry in the legend
 * @param distances for `nearest`: distance of every row from A; without it the order of the set stays
 */
export function sortRows(
  rows: readonly number[], occurrences: readonly Occurrence[], key: SortKey,
  rankOfRow: (row: number) => number, distances: ArrayLike<number> | null,
): number[] {
  const textOf = (side: (occurrence: Occurrence) => string) => (row: number): string => {
    const occurrence = occurrences[row];
    return occurrence === undefined ? '' : side(occurrence);
  };
  switch (key) {
    case 'before': return byText(rows, textOf(wordsBefore));
    case 'after': return byText(rows, textOf(wordsAfter));
    case 'colour': return byNumber(rows, (row) => Math.min(rankOfRow(row), Number.MAX_VALUE));
    case 'nearest': return distances === null ? [...rows] : byNumber(rows, (row) => numberOr(distances[row], Number.MAX_VALUE));
    case 'original': return [...rows];
  }
}
