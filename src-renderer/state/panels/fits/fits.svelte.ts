import { probeChoices, type ProbeChoice } from '../../../sets/probe-targets';
import { colouring } from '../../colouring.svelte';
import { session } from '../../session.svelte';

/** What was asked for: a set as one model reads it, and what is read from its vectors. */
export interface FitQuestion {
  /** Of the embedding: model, pooling and every text. */
  readonly key: string;
  /** Two sets of the same texts may be labelled differently. */
  readonly setId: string;
  readonly choice: ProbeChoice;
}

export interface RunningFit<Question extends FitQuestion> {
  readonly question: Question;
  readonly nDone: number;
  /** Null until the first progress. */
  readonly nTotal: number | null;
}

/** Everything that was asked; the choice by its name alone, whose labels go with the set. */
const idOf = ({ choice, ...asked }: FitQuestion): string => JSON.stringify({ ...asked, choice: choice.id });

/** Classifiers of one kind fitted on the set on screen, one a thing that is read from it. */
export abstract class Fits<Answer extends object, Question extends FitQuestion> {
  /** Id of the choice that was taken; what the set does not have gives way to the first that it has. */
  chosen = $state<string | null>(null);
  running = $state.raw<RunningFit<Question> | null>(null);
  /** All answers since the app began, by question. */
  private answers = $state.raw<Readonly<Record<string, Answer | undefined>>>({});
  private failure = $state.raw<{ readonly of: string; readonly message: string } | null>(null);

  readonly choices = $derived(probeChoices(colouring.columns, session.hasSenses));
  readonly choice = $derived(this.choices.find(({ id }) => id === this.chosen) ?? this.choices[0] ?? null);
  /** Null without a view. */
  readonly question = $derived(this.choice === null ? null : this.questionOf(this.choice));
  readonly answer = $derived(this.question === null ? null : this.answerTo(this.question));
  readonly problem = $derived(this.question !== null && this.failure?.of === idOf(this.question) ? this.failure.message : null);
  /** Whether what runs belongs to the set and model on screen. */
  readonly isRunningHere = $derived(this.running !== null && this.running.question.key === this.question?.key && this.running.question.setId === this.question.setId);

  keep(question: Question, answer: Answer): void {
    this.answers = { ...this.answers, [idOf(question)]: answer };
    if (this.failure?.of === idOf(question)) this.failure = null;
  }

  /** @param message null: nothing went wrong, or not any more */
  fail(question: Question, message: string | null): void {
    this.failure = message === null ? null : { of: idOf(question), message };
  }

  protected answerTo(question: Question): Answer | null {
    return this.answers[idOf(question)] ?? null;
  }

  protected abstract questionOf(choice: ProbeChoice): Question | null;

  /** What is asked of the set and model on screen, whatever is fitted. */
  protected ofView(choice: ProbeChoice): FitQuestion | null {
    return session.view === null ? null : { key: session.view.summary.key, setId: session.view.set.id, choice };
  }
}
