/** Runs a generator to its end at once, whatever it yields. */
export function drained<Result>(steps: Generator<unknown, Result>): Result {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/** Runs a generator to its end for one whose own steps say something else: yields `step` whenever it yields. */
export function* within<Step, Result>(steps: Generator<unknown, Result>, step: Step): Generator<Step, Result> {
  for (;;) {
    const next = steps.next();
    if (next.done === true) return next.value;
    yield step;
  }
}
