import type { Occurrence } from '@contract/occurrence';
import { sentenceIds } from './sentence-ids';

/** What measures go by, of every occurrence. */
export interface OccurrenceFacts {
  /** Equal numbers: the same sentence. */
  readonly sentences: Int32Array;
  readonly senses: readonly (string | null)[];
  /** As written, letters small. */
  readonly forms: readonly string[];
}

export const formOf = ({ text, charStart, charEnd }: Occurrence): string => text.slice(charStart, charEnd).toLowerCase();

export function occurrenceFacts(occurrences: readonly Occurrence[]): OccurrenceFacts {
  return { sentences: sentenceIds(occurrences.map(({ text }) => text)), senses: occurrences.map(({ labels }) => labels['sense'] ?? null), forms: occurrences.map(formOf) };
}
