import type { Occurrence } from '@contract/occurrence';
import { PROBED_PROPERTIES, type RefusedProbes } from '@contract/layers/probes';
import { probeTask, type ProbeOptions, type ProbeTask } from '../../probing/probe';
import { labelsOfProperty } from '../../probing/probe-labels';
import type { ReadRows } from '../probe-rows';

export type Tasks = Readonly<Record<string, ProbeTask | RefusedProbes>>;

/** Senses and whatever other labels the set has, and what the letters of the word say. */
export function tasksOf(set: ReadRows, options: ProbeOptions): Tasks {
  const { occurrences, sentences } = set;
  const columns = columnsOf(occurrences);
  const labels: Record<string, readonly (string | null)[]> = {
    ...Object.fromEntries(columns.map((column) => [column, occurrences.map((occurrence) => occurrence.labels[column] ?? null)])),
    ...Object.fromEntries(propertiesOf(columns).map((property) => [property, labelsOfProperty(property, set)])),
  };
  return Object.fromEntries(Object.entries(labels).map(([name, given]) => [name, probeTask(given, sentences, options)]));
}

/** What there is to probe for. */
export function taskNames(occurrences: readonly Occurrence[]): string[] {
  const columns = columnsOf(occurrences);
  return [...new Set([...columns, ...propertiesOf(columns)])];
}

const propertiesOf = (columns: readonly string[]): (typeof PROBED_PROPERTIES)[number][] => PROBED_PROPERTIES.filter((property) => property !== 'sense' || columns.includes('sense'));

const columnsOf = (occurrences: readonly Occurrence[]): string[] => [...new Set(occurrences.flatMap(({ labels }) => Object.keys(labels)))];
