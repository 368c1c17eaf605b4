import type { EmbedProgress } from '@contract/embedding';
import { Failure, toEnvelope } from '@contract/failure';
import { isToInference, type FromInference, type ToInference } from './messages';
import type { InferenceService } from './service';

/** Progress that comes faster than anybody can read would only fill the channel; what ends a stage always passes. */
const minIntervalMs = 50;

/** The inference process's side of the channel: every request is answered once. */
export class Answering {
  private readonly running = new Map<number, AbortController>();

  constructor(private readonly service: Pick<InferenceService, 'answer'>, private readonly post: (message: FromInference) => void) {}

  receive(message: unknown): void {
    if (!isToInference(message)) return;
    if (message.type === 'cancel') this.cancel(message.seq);
    else void this.answer(message);
  }

  /** Answered at once, though the work may go on to the end of its batch or wait for its turn: a process that does not answer is taken for one that hangs. */
  private cancel(seq: number): void {
    const controller = this.running.get(seq);
    if (controller === undefined) return;
    this.running.delete(seq);
    controller.abort();
    this.post({ type: 'error', seq, error: toEnvelope(new Failure('cancelled', 'Embedding was cancelled.')) });
  }

  private async answer({ seq, channel, request }: Extract<ToInference, { type: 'request' }>): Promise<void> {
    const controller = new AbortController();
    this.running.set(seq, controller);
    const answer = await this.service.answer(channel, request, { signal: controller.signal, onProgress: this.progressOf(seq) }).then(
      (value): FromInference => ({ type: 'result', seq, value }),
      (error: unknown): FromInference => ({ type: 'error', seq, error: toEnvelope(error) }),
    );
    if (this.running.delete(seq)) this.post(answer);
  }

  private progressOf(seq: number): (progress: EmbedProgress) => void {
    let last = -Infinity;
    return (progress) => {
      const now = performance.now();
      if (now - last < minIntervalMs && progress.stage === 'embed' && progress.nDone !== progress.nTotal) return;
      last = now;
      if (this.running.has(seq)) this.post({ type: 'progress', seq, progress });
    };
  }
}
