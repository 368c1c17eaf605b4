import type { FittedProbes, ProbesOfSet } from '@contract/layers/probes';
import type { ProbeChoice } from '../../../sets/probe-targets';
import { Fits, type FitQuestion } from './fits.svelte';

/** Probes that the copied table holds. */
export interface NamedProbes extends FittedProbes {
  readonly title: string;
}

/** Linear probes of the set on screen. */
class Probes extends Fits<ProbesOfSet, FitQuestion> {
  /** All that was fitted of the set and model on screen. */
  readonly fitted = $derived<readonly NamedProbes[]>(this.choices.flatMap((choice) => {
    const question = this.questionOf(choice);
    const answer = question === null ? null : this.answerTo(question);
    return answer === null || 'refusal' in answer ? [] : [{ ...answer, title: choice.title }];
  }));

  protected override questionOf(choice: ProbeChoice): FitQuestion | null {
    return this.ofView(choice);
  }
}

export const probes = new Probes();
