/** Runs a generator to its end at once, whatever it yields. */
export function drained<Result>(steps: Generator<unknown, Result>): Result {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}
