import type { CharSpan, Occurrence } from '@contract/occurrence';

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/gu, '\\$&');

/** The forms in which a set writes its word ("bank", "banks", "banking"), most frequent first. */
export function formsOf(occurrences: readonly Occurrence[]): string[] {
  const counts = new Map<string, number>();
  for (const { text, charStart, charEnd } of occurrences) {
    const form = text.slice(charStart, charEnd).toLocaleLowerCase('en');
    counts.set(form, (counts.get(form) ?? 0) + 1);
  }
  return [...counts].sort(([, a], [, b]) => b - a).map(([form]) => form);
}

/** Where the first of `forms` stands in a typed sentence as a whole word, whatever its case; null when none does. */
export function findTarget(text: string, forms: readonly string[]): CharSpan | null {
  let found: CharSpan | null = null;
  for (const form of forms) {
    const match = new RegExp(`(?<![\\p{L}\\p{N}_])${escaped(form)}(?![\\p{L}\\p{N}_])`, 'iu').exec(text);
    if (match !== null && (found === null || match.index < found.charStart)) found = { charStart: match.index, charEnd: match.index + match[0].length };
  }
  return found;
}
