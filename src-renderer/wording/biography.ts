import type { SentenceSet } from '@contract/occurrence';
import { formOf } from '../sets/forms';

/** What an occurrence stands among at one layer. */
export interface BiographyLine {
  readonly layer: number;
  /** Nearest first; `isOtherForm`: written otherwise than the occurrence itself. */
  readonly nearest: readonly { readonly row: number; readonly isOtherForm: boolean }[];
  /** "river edge 7 of 8", "any sense", or "same form 8 of 8" where there are no senses. */
  readonly says: string;
  /** Forms among the nearest that are written otherwise, most frequent first, three at most. */
  readonly otherForms: readonly string[];
}

/** So many of the nearest make a majority that is named. */
const majorityOf = (n: number): number => Math.floor(n / 2) + 1;
const MOST_FORMS = 3;

/** One line a layer. @param byLayer the nearest rows of `row` at each layer, nearest first */
export function biographyLines({ occurrences, senses }: SentenceSet, row: number, byLayer: readonly (readonly number[])[]): BiographyLine[] {
  const labels = new Map(senses.map(({ id, label }) => [id, label]));
  const formAt = (at: number): string => { const occurrence = occurrences[at]; return occurrence === undefined ? '' : formOf(occurrence); };
  const senseAt = (at: number): string | null => labels.get(occurrences[at]?.labels['sense'] ?? '') ?? null;
  const own = formAt(row);
  return byLayer.map((rows, layer) => {
    const nSame = rows.filter((other) => formAt(other) === own).length;
    const senseCounts = counts(rows.map(senseAt).filter((sense) => sense !== null));
    const [leading] = senseCounts;
    const says = leading === undefined ? `same form ${nSame} of ${rows.length}`
      : leading.n >= majorityOf(rows.length) ? `${leading.value} ${leading.n} of ${rows.length}` : 'no sense in the majority';
    return {
      layer, says, nearest: rows.map((other) => ({ row: other, isOtherForm: formAt(other) !== own })),
      otherForms: counts(rows.map(formAt).filter((form) => form !== own)).slice(0, MOST_FORMS).map(({ value }) => value),
    };
  });
}

/** Most frequent first; of equals the one that came first. */
function counts(values: readonly string[]): { readonly value: string; readonly n: number }[] {
  const found = new Map<string, number>();
  for (const value of values) found.set(value, (found.get(value) ?? 0) + 1);
  return [...found].map(([value, n]) => ({ value, n })).sort((a, b) => b.n - a.n);
}

/** By chance so many of k others would share the sense of `row`: its share among the other labelled rows, times k; null without a sense. */
export function chanceOfSense({ occurrences, senses }: SentenceSet, row: number, k: number): number | null {
  const known = new Set(senses.map(({ id }) => id));
  const own = occurrences[row]?.labels['sense'];
  if (own === undefined || !known.has(own)) return null;
  const others = occurrences.flatMap(({ labels: { sense } }, other) => (other !== row && sense !== undefined && known.has(sense) ? [sense] : []));
  return others.length === 0 ? null : (k * others.filter((sense) => sense === own).length) / others.length;
}
