import { Failure, fromEnvelope, type FailureEnvelope } from '@contract/failure';
import { isFromWorker, type AnswerOf, type EventOf, type MethodName, type MethodTable, type Moved, type RequestTo, type WorkerEnd, type WorkerPort } from '@contract/rpc';

/** Calls `work` once after `ms`, unless what it returned is called before. */
export type Schedule = (work: () => void, ms: number) => () => void;

const schedule: Schedule = (work, ms) => {
  const timer = setTimeout(work, ms);
  return () => { clearTimeout(timer); };
};

export interface ClientOptions {
  /** What is said of requests that were cancelled, and of those whose worker has ended. */
  readonly sentences: { readonly cancelled: string; readonly crashed: string };
  /** How long a cancelled request may go on before its worker is ended; 0: it is ended without being asked. */
  readonly cancelGraceMs: number;
  /** The worker has ended or was given up; called before whoever waited is told. */
  readonly onStopped?: (error: FailureEnvelope) => void;
  /** What belongs to no request. */
  readonly onProblem?: (error: FailureEnvelope) => void;
  readonly later?: Schedule;
}

export interface RequestHooks<Event> {
  readonly onEvent?: ((event: Event) => void) | undefined;
  /** Told before the request is sent, for {@link RpcClient.cancel}. */
  readonly onSeq?: ((seq: number) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Buffers of the request that are given away. */
  readonly transfer?: readonly Moved[];
  /** Instead of the client's own sentence. */
  readonly crashed?: string;
}

interface Waiting {
  readonly resolve: (value: never) => void;
  readonly reject: (error: unknown) => void;
  readonly onEvent: ((event: never) => void) | undefined;
  readonly crashed: string;
  /** Stops listening to the request's signal. */
  readonly unlisten: () => void;
  /** Ends the wait for an answer to its cancellation, once it was cancelled. */
  forgetCancel?: () => void;
}

/** One side of the protocol: starts a worker with the first request, and again after it has ended. Every request is settled once; late answers are dropped. */
export class RpcClient<T extends MethodTable<T>> {
  private port: WorkerPort | null = null;
  private lastSeq = 0;
  private readonly waiting = new Map<number, Waiting>();

  constructor(private readonly open: () => WorkerPort, private readonly options: ClientOptions) {}

  /** Starts the worker ahead of the first request. */
  warmUp(): void {
    this.ensurePort();
  }

  /**
   * @throws Failure as the method throws it, `cancelled` after {@link cancel} or an abort, `crashed` when the worker ends before it has answered;
   * DataCloneError where the request cannot be sent
   */
  request<M extends MethodName<T>>(method: M, value: RequestTo<T, M>, hooks: RequestHooks<EventOf<T, M>> = {}): Promise<AnswerOf<T, M>> {
    const { onEvent, onSeq, signal, transfer = [], crashed = this.options.sentences.crashed } = hooks;
    if (signal?.aborted === true) return Promise.reject(this.cancelled());
    const seq = ++this.lastSeq;
    onSeq?.(seq);
    return new Promise((resolve, reject) => {
      const abort = (): void => { this.cancel(seq); };
      signal?.addEventListener('abort', abort, { once: true });
      this.waiting.set(seq, { resolve, reject, onEvent, crashed, unlisten: () => { signal?.removeEventListener('abort', abort); } });
      try {
        this.ensurePort().post({ type: 'request', seq, method, value }, transfer);
      } catch (error) {
        this.take(seq)?.reject(error);
      }
    });
  }

  /** Asks the worker to give a request up, and ends the worker when it does not answer in time. */
  cancel(seq: number): void {
    const { port } = this;
    const waiting = this.waiting.get(seq);
    if (port === null || waiting === undefined) return;
    const { cancelGraceMs, later = schedule } = this.options;
    if (cancelGraceMs === 0) {
      this.giveUp(port, seq);
      return;
    }
    port.post({ type: 'cancel', seq }, []);
    // It may have answered at once.
    if (this.waiting.has(seq)) waiting.forgetCancel ??= later(() => { this.giveUp(port, seq); }, cancelGraceMs);
  }

  /** Ends the worker; the hard way to cancel. */
  dispose(): void {
    this.port?.end();
  }

  private ensurePort(): WorkerPort {
    if (this.port !== null) return this.port;
    const port = this.open();
    this.port = port;
    port.onMessage((message) => { if (this.port === port) this.receive(message); });
    port.onExit((how) => { this.lose(port, how); });
    return port;
  }

  private receive(message: unknown): void {
    if (!isFromWorker(message)) return;
    switch (message.type) {
      case 'problem': this.options.onProblem?.(message.error); return;
      case 'event': this.waiting.get(message.seq)?.onEvent?.(message.event as never); return;
      case 'result': this.take(message.seq)?.resolve(message.value as never); return;
      case 'error': this.take(message.seq)?.reject(fromEnvelope(message.error));
    }
  }

  /** Who waits for the answer to a request, and waits no longer. */
  private take(seq: number): Waiting | undefined {
    const waiting = this.waiting.get(seq);
    this.waiting.delete(seq);
    waiting?.unlisten();
    waiting?.forgetCancel?.();
    return waiting;
  }

  /**
   * The other requests are not sent again: one of them may be what holds the worker, and they may name what was in its memory only. They get
   * `crashed`. So no worker is started but by a new request, and one that does not come up is not started in a circle.
   */
  private giveUp(port: WorkerPort, seq: number): void {
    if (this.port !== port) return;
    const cancelled = this.take(seq);
    if (cancelled === undefined) return;
    // It may take its time to end, or not end at all before it is forced to: nobody waits for that.
    this.lose(port, {});
    port.end();
    cancelled.reject(this.cancelled());
  }

  private lose(port: WorkerPort, how: WorkerEnd): void {
    if (this.port !== port) return;
    this.port = null;
    const lost = [...this.waiting.keys()].map((seq) => this.take(seq));
    this.options.onStopped?.({ code: 'crashed', message: this.options.sentences.crashed, ...how });
    for (const waiting of lost) waiting?.reject(fromEnvelope({ code: 'crashed', message: waiting.crashed, ...how }));
  }

  private cancelled(): Failure {
    return new Failure('cancelled', this.options.sentences.cancelled);
  }
}
