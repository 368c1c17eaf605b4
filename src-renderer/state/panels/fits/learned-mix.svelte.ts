import type { LearnedMixOfSet, MixHead } from '@contract/layers/learned-mix';
import type { ProbeChoice } from '../../../sets/probe-targets';
import { Fits, type FitQuestion } from './fits.svelte';

export interface MixQuestion extends FitQuestion {
  readonly head: MixHead;
}

/** Mixes of layers that were learned of the set on screen, by label and head. */
class LearnedMixes extends Fits<LearnedMixOfSet, MixQuestion> {
  head = $state<MixHead>('logistic');

  protected override questionOf(choice: ProbeChoice): MixQuestion | null {
    const asked = this.ofView(choice);
    return asked === null ? null : { ...asked, head: this.head };
  }
}

export const learnedMixes = new LearnedMixes();
