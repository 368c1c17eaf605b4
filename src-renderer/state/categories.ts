import type { Sense, SentenceSet } from '@contract/occurrence';

/** Glyph and hue of what has no label, and of the ninth sense and every one after it. */
export const NO_CATEGORY = 0;
const N_CATEGORIES = 8;

export interface LegendEntry {
  /** Sense id; `''` for occurrences without a label. */
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

/** One category for each row, 0…8. */
export function categoriesOf(set: SentenceSet): Uint8Array {
  const bySense = new Map(set.senses.map((sense) => [sense.id, categoryOfSense(set, sense.id)]));
  return Uint8Array.from(set.occurrences, (occurrence) => bySense.get(occurrence.labels['sense'] ?? '') ?? NO_CATEGORY);
}

export function senseLabel(set: SentenceSet, senseId: string | undefined): string | null {
  return set.senses.find((sense) => sense.id === senseId)?.label ?? null;
}

/** Legend of a set: labelled senses by how many occurrences they have, then those without a label. Empty where nothing is labelled. */
export function legendOf(set: SentenceSet): LegendEntry[] {
  if (set.senses.length === 0) return [];
  const counts = new Map<string, number>();
  for (const { labels } of set.occurrences) {
    const known = set.senses.some((sense) => sense.id === labels['sense']);
    const id = known ? (labels['sense'] ?? '') : '';
    counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  const entries = set.senses
    .map((sense) => ({ id: sense.id, label: sense.label, category: categoryOfSense(set, sense.id), n: counts.get(sense.id) ?? 0 }))
    .filter((entry) => entry.n > 0)
    .sort((a, b) => b.n - a.n);
  const nUnlabelled = counts.get('') ?? 0;
  return nUnlabelled === 0 ? entries : [...entries, { id: '', label: 'no label', category: NO_CATEGORY, n: nUnlabelled }];
}
