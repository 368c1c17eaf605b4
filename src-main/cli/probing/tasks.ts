import type { Occurrence } from '@contract/occurrence';
import { probeTask, type ProbeOptions, type ProbeRefusal, type ProbeTask } from '../../probing/probe';
import { capitalOf, endingOf } from '../../probing/word-labels';
import type { ReadRows } from '../probe-rows';

export type Tasks = Readonly<Record<string, ProbeTask | ProbeRefusal>>;

/** Senses and whatever other labels the set has, and what the letters of the word say. */
export function tasksOf({ occurrences, sentences, forms }: ReadRows, options: ProbeOptions): Tasks {
  const labels: Record<string, (string | null)[]> = {
    ...Object.fromEntries(columnsOf(occurrences).map((column) => [column, occurrences.map((occurrence) => occurrence.labels[column] ?? null)])),
    form: [...forms], ending: forms.map(endingOf),
    capital: occurrences.map(({ text, charStart, charEnd }) => capitalOf(text.slice(charStart, charEnd))),
  };
  return Object.fromEntries(Object.entries(labels).map(([name, given]) => [name, probeTask(given, sentences, options)]));
}

/** What there is to probe for. */
export const taskNames = (occurrences: readonly Occurrence[]): string[] => [...new Set([...columnsOf(occurrences), 'form', 'ending', 'capital'])];

const columnsOf = (occurrences: readonly Occurrence[]): string[] => [...new Set(occurrences.flatMap(({ labels }) => Object.keys(labels)))];
