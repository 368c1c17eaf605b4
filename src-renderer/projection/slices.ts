import { Failure } from '@contract/failure';

/** The longest that work keeps its thread, in ms: a cancel that arrives meanwhile is heard right after. */
export const SLICE_MS = 30;

export interface SliceOptions<Step> {
  readonly sliceMs?: number;
  /** Called with the last step of each slice, before the pause. */
  readonly onSlice?: (step: Step) => void;
  /** Called with every step, in order; what must not be skipped is looked for here. */
  readonly onStep?: (step: Step) => void;
  /** Asked after each pause. */
  readonly shouldCancel?: () => boolean;
}

/**
 * Runs a generator to its end in slices of `sliceMs`, giving the event loop a turn between two of them.
 * @throws Failure 'cancelled' when `shouldCancel` said so (the generator's `finally` blocks run first), and what the generator throws.
 */
export async function runInSlices<Step, Result>(steps: Generator<Step, Result>, options: SliceOptions<Step>): Promise<Result> {
  const sliceMs = options.sliceMs ?? SLICE_MS;
  const turn = turnTaker();
  try {
    let sliceEnd = performance.now() + sliceMs;
    for (;;) {
      const step = steps.next();
      if (step.done === true) return step.value;
      options.onStep?.(step.value);
      if (performance.now() < sliceEnd) continue;
      options.onSlice?.(step.value);
      await turn.next();
      if (options.shouldCancel?.() === true) {
        steps.return(undefined as never);
        throw new Failure('cancelled', 'The map was cancelled. The previous one is unchanged.');
      }
      sliceEnd = performance.now() + sliceMs;
    }
  } finally {
    turn.close();
  }
}

/** Turns of the event loop by way of a message: a timer would be held back for 4 ms each time, an eighth of the work. */
function turnTaker(): { next: () => Promise<void>; close: () => void } {
  const { port1, port2 } = new MessageChannel();
  let go: (() => void) | null = null;
  port1.onmessage = () => { go?.(); };
  return {
    next: () => new Promise((resolve) => {
      go = resolve;
      port2.postMessage(null);
    }),
    close: () => { port1.close(); },
  };
}
