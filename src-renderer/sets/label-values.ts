import type { LabelValues } from '@contract/exports/data-export';
import { labelOf } from '@contract/exports/label-columns';
import type { Occurrence } from '@contract/occurrence';

/** All labels of a set, each with its value in every row; in the order in which they first come. */
export function labelValues(occurrences: readonly Occurrence[]): readonly LabelValues[] {
  const labels = [...new Set(occurrences.flatMap((occurrence) => Object.keys(occurrence.labels)))];
  return labels.map((label) => ({ label, values: occurrences.map((occurrence) => labelOf(occurrence, label)) }));
}
