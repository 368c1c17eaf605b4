import type { Request, Response } from '@contract/api';
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

interface Waiting {
  readonly resolve: (value: never) => void;
  readonly reject: (error: Failure) => void;
  readonly onProgress: ((progress: EmbedProgress) => void) | undefined;
}

const stopped: FailureEnvelope = { code: 'crashed', message: 'The model stopped. Your sentences are safe. Restart it.' };

/** The main process's side of the inference process: starts it with the first request, and again after it has ended. */
export class InferenceClient {
  private child: InferenceChild | null = null;
  private nextSeq = 1;
  private readonly waiting = new Map<number, Waiting>();

  constructor(private readonly spawn: () => InferenceChild, private readonly onStopped: (error: FailureEnvelope) => void) {}

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

  cancel(seq: number): void {
    this.child?.postMessage({ type: 'cancel', seq });
  }

  /** Ends the process; the hard way to cancel. */
  dispose(): void {
    this.child?.kill();
  }

  private ensureChild(): InferenceChild {
    if (this.child !== null) return this.child;
    const child = this.spawn();
    this.child = child;
    child.on('message', (message) => { this.receive(message); });
    child.on('exit', () => { this.lose(child); });
    return child;
  }

  private receive(message: unknown): void {
    if (!isFromInference(message)) return;
    const waiting = this.waiting.get(message.seq);
    if (waiting === undefined) return;
    if (message.type === 'progress') {
      waiting.onProgress?.(message.progress);
      return;
    }
    this.waiting.delete(message.seq);
    if (message.type === 'result') waiting.resolve(message.value as never);
    else waiting.reject(fromEnvelope(message.error));
  }

  private lose(child: InferenceChild): void {
    if (this.child !== child) return;
    this.child = null;
    const lost = [...this.waiting.values()];
    this.waiting.clear();
    for (const waiting of lost) waiting.reject(fromEnvelope(stopped));
    this.onStopped(stopped);
  }
}
