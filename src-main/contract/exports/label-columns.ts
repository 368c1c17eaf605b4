import type { Occurrence } from '../occurrence';

/** A label of the set, and the name of its column. */
export interface LabelColumn {
  readonly label: string;
  readonly column: string;
}

/** Columns that every table of vectors has before its labels. */
export const OWN_COLUMNS = ['text', 'charStart', 'charEnd', 'word'] as const;

/**
 * All labels that an occurrence has, in the order in which they first come. A name that is empty or taken (by a column of ours, `reserved`, or a label before it) has
 * `label_` before it, as often as needed: no column hides another.
 * @param written the name as the format can keep it
 */
export function labelColumns(occurrences: readonly Occurrence[], reserved: readonly string[] = [], written: (name: string) => string = (name) => name): readonly LabelColumn[] {
  const labels = [...new Set(occurrences.flatMap(({ labels: own }) => Object.keys(own)))].map((label) => ({ label, name: written(label) }));
  const names = new Set(labels.map(({ name }) => name));
  const taken = new Set<string>(['', ...OWN_COLUMNS, ...reserved]);
  return labels.map(({ label, name }) => {
    let column = name;
    while (taken.has(column) || (column !== name && names.has(column))) column = `label_${column}`;
    taken.add(column);
    return { label, column };
  });
}

/** The label of an occurrence; null where it has none, which is not the empty one. */
export const labelOf = ({ labels }: Occurrence, label: string): string | null => (Object.hasOwn(labels, label) ? labels[label] ?? null : null);
