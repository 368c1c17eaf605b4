import type { AnalogyWord } from '@contract/embedding';
import { session } from '../session.svelte';

/** "a is to b as c is to …" */
export interface AnalogyQuestion {
  readonly a: string;
  readonly b: string;
  readonly c: string;
}

export interface AnalogyAnswer extends AnalogyQuestion {
  readonly modelId: string;
  /** Without the query words. */
  readonly without: readonly AnalogyWord[];
  /** As the arithmetic gives them. */
  readonly all: readonly AnalogyWord[];
}

/** The analogy that a static model is asked to continue. */
class Analogy {
  question = $state.raw<AnalogyQuestion>({ a: 'man', b: 'king', c: 'woman' });
  private answered = $state.raw<AnalogyAnswer | null>(null);
  private failure = $state.raw<{ readonly modelId: string; readonly message: string } | null>(null);

  readonly answer = $derived(this.answered !== null && this.answered.modelId === session.view?.model.id ? this.answered : null);
  readonly problem = $derived(this.failure !== null && this.failure.modelId === session.view?.model.id ? this.failure.message : null);

  take(answer: AnalogyAnswer): void {
    this.answered = answer;
    this.failure = null;
  }

  fail(modelId: string, message: string): void {
    this.answered = null;
    this.failure = { modelId, message };
  }
}

export const analogy = new Analogy();
