import type { FittedProbes, ProbesOfSet } from '@contract/layers/probes';
import { probeChoices, type ProbeChoice } from '../../sets/probe-targets';
import { colouring } from '../colouring.svelte';
import { session } from '../session.svelte';

/** What was asked for: a set as one model reads it, and what is probed for in it. */
export interface ProbeQuestion {
  /** Of the embedding: model, pooling and every text. */
  readonly key: string;
  /** Two sets of the same texts may be labelled differently. */
  readonly setId: string;
  readonly choice: ProbeChoice;
}

export interface RunningProbe {
  readonly question: ProbeQuestion;
  /** Layers that are done. */
  readonly nDone: number;
  readonly nTotal: number;
}

/** Probes that the copied table holds. */
export interface NamedProbes extends FittedProbes {
  readonly title: string;
}

const idOf = ({ key, setId, choice }: ProbeQuestion): string => JSON.stringify([key, setId, choice.id]);

/** Linear probes of the set on screen. */
class Probes {
  /** Id of the choice that was taken; what the set does not have gives way to the first that it has. */
  chosen = $state<string | null>(null);
  running = $state.raw<RunningProbe | null>(null);
  /** All answers since the app began, by question. */
  private answers = $state.raw<ReadonlyMap<string, ProbesOfSet>>(new Map());
  private failure = $state.raw<{ readonly of: string; readonly message: string } | null>(null);

  readonly choices = $derived(probeChoices(colouring.columns, session.hasSenses));
  readonly choice = $derived(this.choices.find(({ id }) => id === this.chosen) ?? this.choices[0] ?? null);
  /** Null without a view. */
  readonly question = $derived(this.choice === null ? null : this.questionOf(this.choice));
  readonly answer = $derived(this.question === null ? null : this.answers.get(idOf(this.question)) ?? null);
  readonly problem = $derived(this.question !== null && this.failure?.of === idOf(this.question) ? this.failure.message : null);
  /** Whether what runs belongs to the set and model on screen. */
  readonly isRunningHere = $derived(this.running !== null && this.running.question.key === this.question?.key && this.running.question.setId === this.question.setId);
  /** All that was fitted of the set and model on screen. */
  readonly fitted = $derived<readonly NamedProbes[]>(this.choices.flatMap((choice) => {
    const question = this.questionOf(choice);
    const answer = question === null ? undefined : this.answers.get(idOf(question));
    return answer === undefined || 'refusal' in answer ? [] : [{ ...answer, title: choice.title }];
  }));

  keep(question: ProbeQuestion, answer: ProbesOfSet): void {
    this.answers = new Map([...this.answers, [idOf(question), answer]]);
    if (this.failure?.of === idOf(question)) this.failure = null;
  }

  /** @param message null: nothing went wrong, or not any more */
  fail(question: ProbeQuestion, message: string | null): void {
    this.failure = message === null ? null : { of: idOf(question), message };
  }

  private questionOf(choice: ProbeChoice): ProbeQuestion | null {
    return session.view === null ? null : { key: session.view.summary.key, setId: session.view.set.id, choice };
  }
}

export const probes = new Probes();
