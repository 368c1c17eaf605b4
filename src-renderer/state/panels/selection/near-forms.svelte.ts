import type { NearestForms } from '@contract/embedding';
import { session } from '../../session.svelte';
import type { View } from '../../view';

/** What is under way: reading the sample takes seconds, the first time for a model. */
export interface FormsProgress {
  readonly stage: 'begin' | 'load-model' | 'embed';
  /** Occurrences of word forms that are read. */
  readonly nDone: number;
  readonly nTotal: number;
}

/** Word forms by their mean over a sample, nearest to what is selected. */
class NearForms {
  /** Whether the sentences of the set on screen belong to the sample, beside the background. */
  isWithSet = $state(false);
  /** For which model and pooling the list was asked for: reading the sample is begun by a press, and goes on with the selection after that. */
  private asked = $state<string | null>(null);
  answer = $state.raw<NearestForms | null>(null);
  running = $state.raw<FormsProgress | null>(null);
  problem = $state<string | null>(null);

  readonly isOffered = $derived(session.view !== null && session.view.map.kind === 'cloud' && session.view.model.kind !== 'static' && session.view.pooling !== 'sentence');
  readonly isAsked = $derived(session.view !== null && this.isOffered && this.asked === of(session.view));

  ask(): void {
    this.asked = session.view === null ? null : of(session.view);
    this.problem = null;
    this.answer = null;
  }

  /** Gives it up; the button is back. */
  stop(): void {
    this.asked = null;
    this.answer = null;
    this.running = null;
  }
}

const of = ({ model, pooling }: View): string => `${model.id} ${pooling}`;

export const nearForms = new NearForms();
