/** What a change is called in the menu, and which changes that follow each other are one step back. */
export interface HistoryStep {
  /** "layer 5", "selection": it stands behind "Undo:". */
  readonly name: string;
  /** Steps of one kind that follow each other within `withinMs` are undone together; absent: each by itself. */
  readonly run?: { readonly kind: string; readonly withinMs: number };
}

/** A value as it was before a step, or after one that was undone. */
export interface Moment<T> {
  readonly name: string;
  readonly value: T;
}

/** "Undo: layer 5", or "Undo" where there is nothing to undo. */
export const stepText = (verb: 'Undo' | 'Redo', moment: { readonly name: string } | null): string => (moment === null ? verb : `${verb}: ${moment.name}`);

interface Recorded<T> extends Moment<T> {
  readonly kind: string | null;
  readonly atMs: number;
}

/** What was before each step, and what was undone. Immutable: every step makes another one. Values share what did not change, so that many take little room. */
export class History<T> {
  /** @param past the oldest first @param future what was undone last stands last */
  constructor(private readonly past: readonly Recorded<T>[] = [], private readonly future: readonly Recorded<T>[] = []) {}

  /** What undoing would bring back; null: nothing. */
  get earlier(): Moment<T> | null {
    return this.past.at(-1) ?? null;
  }

  /** What redoing would bring back; null: nothing. */
  get later(): Moment<T> | null {
    return this.future.at(-1) ?? null;
  }

  /** All that undoing and redoing can bring back. */
  get values(): readonly T[] {
    return [...this.past, ...this.future].map(({ value }) => value);
  }

  /** A step has been taken from `before`: there is nothing to redo any more. */
  recorded(before: T, { name, run }: HistoryStep, atMs: number): History<T> {
    const last = this.past.at(-1);
    const goesOn = last !== undefined && run !== undefined && last.kind === run.kind && atMs - last.atMs <= run.withinMs;
    const entry = { name, value: goesOn ? last.value : before, kind: run?.kind ?? null, atMs };
    return new History([...(goesOn ? this.past.slice(0, -1) : this.past), entry]);
  }

  /** {@link earlier} has taken the place of `now`. */
  undone(now: T): History<T> {
    const last = this.past.at(-1);
    return last === undefined ? this : new History(this.past.slice(0, -1), [...this.future, { ...last, value: now, kind: null }]);
  }

  /** With the steps that were taken from `before` to `after` behind its own. @param moved a value of theirs as it is here */
  followed(before: History<T>, after: History<T>, moved: (value: T) => T): History<T> {
    const steps = after.past.slice(before.past.length).map((step) => ({ ...step, value: moved(step.value), kind: null }));
    return steps.length === 0 ? this : new History([...this.past, ...steps], this.future);
  }

  /** {@link later} has taken the place of `now`. */
  redone(now: T): History<T> {
    const next = this.future.at(-1);
    return next === undefined ? this : new History([...this.past, { ...next, value: now, kind: null }], this.future.slice(0, -1));
  }
}
