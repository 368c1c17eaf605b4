import type { Occurrence } from '@contract/occurrence';

const folded = (written: string): string => written.toLocaleLowerCase('en');

/** The word as it stands there, whatever its case: "banked". */
export const formOf = ({ text, charStart, charEnd }: Occurrence): string => folded(text.slice(charStart, charEnd));

/** The first row that has a written form, whatever its case; -1 where none has. */
export function rowOfForm(occurrences: readonly Occurrence[], written: string): number {
  const form = folded(written);
  return occurrences.findIndex((occurrence) => formOf(occurrence) === form);
}
