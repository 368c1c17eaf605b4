import type { Request, Response } from '@contract/channels';
import type { EmbedProgress } from '@contract/embedding';
import { Failure, fromEnvelope, type FailureEnvelope } from '@contract/failure';
import { isFromInference, type InferenceChannel, type ToInference } from './messages';

/** A child process as the client needs it; Electron's UtilityProcess has this form. */
export interface InferenceChild {
  postMessage(message: ToInference): void;
  on(event: 'message', listener: (message: unknown) => void): unknown;
  on(event: 'exit', listener: (code: number) => void): unknown;
  kill(): boolean;
}

/** How long a cancelled request may go on. Between two batches it ends within a second or two; a graph that does not come back never looks at its messages. */
export const CANCEL_GRACE_MS = 5_000;

/** Calls `work` once after `ms`, unless what it returned is called before. */
export type Schedule = (work: () => void, ms: number) => () => void;

const schedule: Schedule = (work, ms) => {
  const timer = setTimeout(work, ms);
  return () => { clearTimeout(timer); };
};

interface Waiting {
  readonly resolve: (value: never) => void;
  readonly reject: (error: Failure) => void;
  readonly onProgress: ((progress: EmbedProgress) => void) | undefined;
  /** Ends the wait for an answer to its cancellation, once it was cancelled. */
  forgetCancel?: () => void;
}

const stopped: FailureEnvelope = { code: 'crashed', message: 'The model stopped. Your sentences are safe. Restart it.' };

export interface InferenceHooks {
  readonly onStopped: (error: FailureEnvelope) => void;
  /** Something that was meant to be kept could not be. */
  readonly onProblem?: (error: FailureEnvelope) => void;
}

/** The main process's side of the inference process: starts it with the first request, and again after it has ended. */
export class InferenceClient {
  private child: InferenceChild | null = null;
  private nextSeq = 1;
  private readonly waiting = new Map<number, Waiting>();

  constructor(private readonly spawn: () => InferenceChild, private readonly hooks: InferenceHooks, private readonly later: Schedule = schedule) {}

  /** Starts the process ahead of the first request. */
  warmUp(): void {
    this.ensureChild();
  }

  /** @throws Failure as the service throws it, or `crashed` when the process ends before it has answered. */
  request<C extends InferenceChannel>(channel: C, request: Request<C>, hooks: { onProgress?: (progress: EmbedProgress) => void; onSeq?: (seq: number) => void } = {}): Promise<Response<C>> {
    const seq = this.nextSeq++;
    hooks.onSeq?.(seq);
    return new Promise<Response<C>>((resolve, reject) => {
      this.waiting.set(seq, { resolve, reject, onProgress: hooks.onProgress });
      this.ensureChild().postMessage({ type: 'request', seq, channel, request });
    });
  }

  /** Asks the process to give a request up, and ends the process when it does not answer in {@link CANCEL_GRACE_MS}. */
  cancel(seq: number): void {
    const { child } = this;
    const waiting = this.waiting.get(seq);
    if (child === null || waiting === undefined) return;
    child.postMessage({ type: 'cancel', seq });
    waiting.forgetCancel ??= this.later(() => { this.giveUp(child, seq); }, CANCEL_GRACE_MS);
  }

  /** Ends the process; the hard way to cancel. */
  dispose(): void {
    this.child?.kill();
  }

  private ensureChild(): InferenceChild {
    if (this.child !== null) return this.child;
    const child = this.spawn();
    this.child = child;
    child.on('message', (message) => { if (this.child === child) this.receive(message); });
    child.on('exit', () => { this.lose(child); });
    return child;
  }

  private receive(message: unknown): void {
    if (!isFromInference(message)) return;
    if (message.type === 'problem') {
      this.hooks.onProblem?.(message.error);
      return;
    }
    const waiting = this.waiting.get(message.seq);
    if (waiting === undefined) return;
    if (message.type === 'progress') {
      waiting.onProgress?.(message.progress);
      return;
    }
    this.waiting.delete(message.seq);
    waiting.forgetCancel?.();
    if (message.type === 'result') waiting.resolve(message.value as never);
    else waiting.reject(fromEnvelope(message.error));
  }

  /**
   * The other requests are not sent again: one of them may be what holds the process, and most name a set by a key that was in its memory only. They get
   * `crashed`, from which whoever asked knows to embed the set anew. So no process is started but by a new request, and one that does not come up is not started in a circle.
   */
  private giveUp(child: InferenceChild, seq: number): void {
    const cancelled = this.waiting.get(seq);
    if (this.child !== child || cancelled === undefined) return;
    this.waiting.delete(seq);
    cancelled.reject(new Failure('cancelled', 'Embedding was cancelled.'));
    // It may take its time to end, or not end at all before it is forced to: nobody waits for that.
    this.lose(child);
    child.kill();
  }

  private lose(child: InferenceChild): void {
    if (this.child !== child) return;
    this.child = null;
    const lost = [...this.waiting.values()];
    this.waiting.clear();
    for (const waiting of lost) {
      waiting.forgetCancel?.();
      waiting.reject(fromEnvelope(stopped));
    }
    this.hooks.onStopped(stopped);
  }
}
