import type { Sense, SentenceSet } from '@contract/occurrence';
import type { Column } from './columns';

/** Glyph and hue of what has no value, and of the ninth value and every one after it. */
export const NO_CATEGORY = 0;
export const N_CATEGORIES = 8;
/** Legend ids of what shares the hollow mark; no value is written like this. */
export const MISSING = '';
export const OTHER = '\u0000other';

export interface LegendEntry {
  /** The value; {@link MISSING} for rows without one, {@link OTHER} for those whose value has no colour of its own. */
  readonly id: string;
  readonly label: string;
  /** 0…8 */
  readonly category: number;
  readonly n: number;
}

/** Colours are given out in the order of the set's senses; from the ninth on they share the hollow mark. */
export function categoryInSenses(senses: readonly Sense[], senseId: string | undefined): number {
  const at = senses.findIndex((sense) => sense.id === senseId);
  return at < 0 || at >= N_CATEGORIES ? NO_CATEGORY : at + 1;
}

export const categoryOfSense = (set: SentenceSet, senseId: string | undefined): number => categoryInSenses(set.senses, senseId);

/** One category for each row by its sense, 0…8. */
export function categoriesOf(set: SentenceSet): Uint8Array {
  const bySense = new Map(set.senses.map((sense) => [sense.id, categoryOfSense(set, sense.id)]));
  return Uint8Array.from(set.occurrences, (occurrence) => bySense.get(occurrence.labels['sense'] ?? '') ?? NO_CATEGORY);
}

export function senseLabel(set: SentenceSet, senseId: string | undefined): string | null {
  return set.senses.find((sense) => sense.id === senseId)?.label ?? null;
}

/**
 * The values of a column that have colours, in the order of the colours: senses in the order of the set, other values the most frequent first. What had a
 * colour before keeps it.
 * @param before the values that had colours before, in their order
 */
export function colouredValues({ id, values }: Column, senses: readonly Sense[], before: readonly string[] = []): readonly string[] {
  if (id === 'sense') return senses.slice(0, N_CATEGORIES).map((sense) => sense.id);
  const counts = countsOf(values);
  const rest = [...counts.keys()].filter((value) => !before.includes(value)).sort((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0));
  return [...before, ...rest].slice(0, N_CATEGORIES);
}

/** One category for each row, 0…8. */
export function categoriesIn({ values }: Column, coloured: readonly string[]): Uint8Array {
  const category = new Map(coloured.map((value, index) => [value, index + 1]));
  return Uint8Array.from(values, (value) => (value === null ? NO_CATEGORY : category.get(value) ?? NO_CATEGORY));
}

/** The legend entry that each row belongs to. */
export function legendIds({ values }: Column, coloured: readonly string[]): readonly string[] {
  const known = new Set(coloured);
  return values.map((value) => (value === null ? MISSING : known.has(value) ? value : OTHER));
}

/** Legend of a column: values with a colour by how many rows they have, then all others together, then rows without a value. Only what occurs. */
export function legendOf(column: Column, coloured: readonly string[]): LegendEntry[] {
  const counts = countsOf(legendIds(column, coloured));
  const nOf = (id: string): number => counts.get(id) ?? 0;
  const entries = coloured.map((value, index): LegendEntry => ({ id: value, label: column.label(value), category: index + 1, n: nOf(value) }));
  return [
    ...entries.sort((a, b) => b.n - a.n),
    { id: OTHER, label: column.id === 'sense' ? 'other senses' : 'other', category: NO_CATEGORY, n: nOf(OTHER) },
    { id: MISSING, label: column.id === 'sense' ? 'no label' : `no ${column.title}`, category: NO_CATEGORY, n: nOf(MISSING) },
  ].filter((entry) => entry.n > 0);
}

function countsOf(values: readonly (string | null)[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const value of values) if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}
