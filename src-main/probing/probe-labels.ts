import type { ProbedProperty } from '@contract/layers/probes';
import type { Occurrence } from '@contract/occurrence';
import type { OccurrenceFacts } from '@semantics/occurrence-facts';
import { capitalOf, endingOf } from './word-labels';

export interface LabelledRows extends Pick<OccurrenceFacts, 'senses' | 'forms'> {
  readonly occurrences: readonly Occurrence[];
}

/** What each row is labelled with where a property that needs no column of its own is probed for; null: the row takes no part. */
export function labelsOfProperty(property: ProbedProperty, { occurrences, senses, forms }: LabelledRows): readonly (string | null)[] {
  switch (property) {
    case 'sense': return senses;
    case 'form': return forms;
    case 'ending': return forms.map(endingOf);
    case 'capital': return occurrences.map(({ text, charStart, charEnd }) => capitalOf(text.slice(charStart, charEnd)));
  }
}
