import { Failure } from '@contract/failure';

/** onnxruntime answers on the same loop: let waiting messages (cancel) in first. */
export const pauseForMessages = (): Promise<void> => new Promise((resolve) => { setImmediate(resolve); });

/** @throws Failure `cancelled` once the signal is aborted */
export function requireGoing(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new Failure('cancelled', 'Embedding was cancelled.');
}

/** Runs steps to their end and lets waiting messages in after each. @throws Failure `cancelled` */
export async function inPauses<Result>(steps: Generator<unknown, Result>, signal: AbortSignal | undefined): Promise<Result> {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    requireGoing(signal);
    await pauseForMessages();
  }
}

/** The same steps, which yield what is done; every new number is told. */
export function* told<Result>(steps: Generator<number, Result>, tell: (nDone: number) => void): Generator<number, Result> {
  let nDone = -1;
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    if (step.value !== nDone) tell(step.value);
    nDone = step.value;
    yield nDone;
  }
}
