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

/** Every place in a sentence that can be the target: those of `forms`, or of any word where none of them is there. */
export function targetsIn(text: string, forms: readonly string[]): CharSpan[] {
  const spans: CharSpan[] = [];
  const wanted = new Set(forms);
  const find = (pattern: RegExp): void => {
    for (const { index, 0: form } of text.matchAll(pattern)) spans.push({ charStart: index, charEnd: index + form.length });
  };
  for (const form of wanted) find(new RegExp(`(?<![\\p{L}\\p{N}_])${escaped(form)}(?![\\p{L}\\p{N}_])`, 'giu'));
  if (spans.length === 0) find(/[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*/gu);
  return spans.sort((a, b) => a.charStart - b.charStart || b.charEnd - a.charEnd);
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
