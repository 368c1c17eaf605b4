import type { CharSpan, Occurrence } from '@contract/occurrence';
import { formOf } from '../../sets/forms';

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/gu, '\\$&');

/** The forms in which a set writes its word ("bank", "banks", "banking"), most frequent first. */
export function formsOf(occurrences: readonly Occurrence[]): string[] {
  const counts = new Map<string, number>();
  for (const occurrence of occurrences) {
    const form = formOf(occurrence);
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

/** The places of `forms` in a typed sentence as whole words, whatever their case, from left to right; of overlapping ones the longer. */
export function targetsOf(text: string, forms: readonly string[]): CharSpan[] {
  const isThere = forms.some((form) => new RegExp(`(?<![\\p{L}\\p{N}_])${escaped(form)}(?![\\p{L}\\p{N}_])`, 'iu').test(text));
  if (!isThere) return [];
  let end = 0;
  return targetsIn(text, forms).filter(({ charStart, charEnd }) => {
    if (charStart < end) return false;
    end = charEnd;
    return true;
  });
}
