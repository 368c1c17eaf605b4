import type { Column } from '../../sets/columns';

/** The word forms of a set, the most frequent first, with how many rows have each. */
export function formChoices({ values }: Column): readonly { readonly value: string; readonly label: string }[] {
  const counts = new Map<string, number>();
  for (const value of values) if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a).map(([form, n]) => ({ value: form, label: `${form}, ${n.toLocaleString('en')} of ${values.length.toLocaleString('en')}` }));
}
