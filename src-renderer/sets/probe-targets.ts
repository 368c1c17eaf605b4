import type { ProbedProperty, ProbeTarget } from '@contract/layers/probes';
import type { Column } from './columns';

/** One thing that can be probed for in a set. */
export interface ProbeChoice {
  /** `sense`, `form`, `ending`, `capital`, or `label:` and the name of a label column. */
  readonly id: string;
  /** As the copied table names it, and `contexture probe`: "upos". */
  readonly title: string;
  /** What the inference process is asked for. */
  readonly target: ProbeTarget;
}

const property = (id: ProbedProperty): ProbeChoice => ({ id, title: id, target: id });

/** Senses where there are any, each label column, then what the letters of the word say. */
export const probeChoices = (columns: readonly Column[], hasSenses: boolean): readonly ProbeChoice[] => [
  ...(hasSenses ? [property('sense')] : []),
  ...columns.filter(({ id }) => id.startsWith('label:')).map(({ id, title, values }) => ({ id, title, target: values })),
  property('form'), property('ending'), property('capital'),
];
