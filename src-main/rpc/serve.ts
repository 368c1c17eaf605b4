import { Failure, toEnvelope } from '@contract/failure';
import { isToWorker, type AnswerOf, type ClientPort, type EventOf, type FromWorker, type MethodName, type MethodTable, type Moved, type RequestTo } from '@contract/rpc';
import { Pace } from './pace';

export interface AnswerHooks<Event> {
  /** Of this request; larger than that of any before, also of those to a worker that has ended. */
  readonly seq: number;
  readonly signal: AbortSignal;
  /** Dropped where it comes too soon after the one before, or after the answer. */
  readonly tell: (event: Event, transfer?: readonly Moved[]) => void;
}

/** What a worker does, for every method of its table. */
export type Answering<T extends MethodTable<T>> =
  <M extends MethodName<T>>(method: M, request: RequestTo<T, M>, hooks: AnswerHooks<EventOf<T, M>>) => AnswerOf<T, M> | Promise<AnswerOf<T, M>>;

export type Handlers<T extends MethodTable<T>> = {
  readonly [M in MethodName<T>]: (request: RequestTo<T, M>, hooks: AnswerHooks<EventOf<T, M>>) => AnswerOf<T, M> | Promise<AnswerOf<T, M>>;
};

export interface ServeOptions<Event> {
  /** The least time between two events of a request; default 0. */
  readonly minIntervalMs?: number;
  /** Events that pass at any time. */
  readonly isCertain?: (event: Event) => boolean;
  /**
   * Answers a cancellation at once with this sentence, though the work may go on: a worker that does not answer is taken for one that hangs.
   * Default: the work itself ends with a failure once its signal is aborted.
   */
  readonly cancelled?: string;
}

/** Each method by its own function. */
export const byMethod = <T extends MethodTable<T>>(handlers: Handlers<T>): Answering<T> => (method, request, hooks) => {
  if (!Object.hasOwn(handlers, method)) throw new Failure('internal', `There is no method “${method}”.`);
  return handlers[method](request, hooks);
};

/** The worker's side of the protocol: every request is answered once. */
export function serve<T extends MethodTable<T>>(port: ClientPort, answering: Answering<T>, options: ServeOptions<EventOf<T, MethodName<T>>> = {}): void {
  const server = new Server(port, answering, options);
  port.onMessage((message) => { server.receive(message); });
}

/** Tells the client what belongs to no request. */
export function tellProblem(port: ClientPort, failure: Failure): void {
  port.post({ type: 'problem', seq: 0, error: toEnvelope(failure) }, []);
}

class Server<T extends MethodTable<T>> {
  private readonly running = new Map<number, AbortController>();

  constructor(private readonly port: ClientPort, private readonly answering: Answering<T>, private readonly options: ServeOptions<EventOf<T, MethodName<T>>>) {}

  receive(message: unknown): void {
    if (!isToWorker(message)) return;
    if (message.type === 'cancel') this.cancel(message.seq);
    // Which methods there are, and what each takes, the client's side of the same table has seen to.
    else void this.answer(message.seq, message.method as MethodName<T>, message.value);
  }

  private cancel(seq: number): void {
    this.running.get(seq)?.abort();
    const { cancelled } = this.options;
    if (cancelled !== undefined) this.settle({ type: 'error', seq, error: toEnvelope(new Failure('cancelled', cancelled)) });
  }

  private async answer(seq: number, method: MethodName<T>, value: RequestTo<T, MethodName<T>>): Promise<void> {
    const controller = new AbortController();
    this.running.set(seq, controller);
    try {
      const result = await this.answering(method, value, { seq, signal: controller.signal, tell: this.tellerOf(seq) });
      this.settle({ type: 'result', seq, value: result });
    } catch (error) {
      this.settle({ type: 'error', seq, error: toEnvelope(error) });
    }
  }

  /** An answer that cannot be cloned is a bug of whoever made it, and is answered as one. */
  private settle(message: Extract<FromWorker, { type: 'result' | 'error' }>): void {
    const { seq } = message;
    if (!this.running.has(seq)) return;
    this.port.post(message, []);
    this.running.delete(seq);
  }

  private tellerOf(seq: number): AnswerHooks<EventOf<T, MethodName<T>>>['tell'] {
    const { minIntervalMs = 0, isCertain } = this.options;
    const pace = new Pace(minIntervalMs);
    return (event, transfer = []) => {
      if (this.running.has(seq) && pace.isDue(isCertain?.(event))) this.port.post({ type: 'event', seq, event }, transfer);
    };
  }
}
