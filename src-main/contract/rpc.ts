import type { FailureEnvelope } from './failure';

/** One method of a worker: what goes in, what comes back, and what it tells meanwhile (`never`: nothing). */
export interface Method<Request, Answer, Event = never> {
  readonly request: Request;
  readonly answer: Answer;
  readonly event: Event;
}

/** A message table, from which both sides are typed: `interface Methods { readonly 'open': Method<string, Preview> }`, used as `T extends MethodTable<T>`. */
export type MethodTable<T> = { readonly [M in keyof T]: Method<unknown, unknown, unknown> };
export type MethodName<T> = keyof T & string;
export type RequestTo<T extends MethodTable<T>, M extends keyof T> = T[M]['request'];
export type AnswerOf<T extends MethodTable<T>, M extends keyof T> = T[M]['answer'];
export type EventOf<T extends MethodTable<T>, M extends keyof T> = T[M]['event'];

/** To a worker. `seq` numbers the requests of one client, over all the workers that it starts: 1, 2, … */
export type ToWorker =
  | { readonly type: 'request'; readonly seq: number; readonly method: string; readonly value: unknown }
  | { readonly type: 'cancel'; readonly seq: number };

/** From a worker: any number of events, then exactly one of `result` and `error` for each request. */
export type FromWorker =
  | { readonly type: 'event'; readonly seq: number; readonly event: unknown }
  | { readonly type: 'result'; readonly seq: number; readonly value: unknown }
  | { readonly type: 'error'; readonly seq: number; readonly error: FailureEnvelope }
  /** Belongs to no request (`seq` 0). */
  | { readonly type: 'problem'; readonly seq: 0; readonly error: FailureEnvelope };

/** What is known of the end of a worker. */
export interface WorkerEnd {
  readonly detail?: string;
  /** See {@link FailureEnvelope}. */
  readonly stack?: string;
}

/** What is moved to the other side instead of being copied: the memory of typed arrays. */
export type Moved = ArrayBufferLike;

/** A worker as its client sees it. Messages are cloned, but for what `transfer` names. */
export interface WorkerPort {
  /** @throws DataCloneError where the message cannot be cloned */
  post(message: ToWorker, transfer: readonly Moved[]): void;
  onMessage(listener: (message: unknown) => void): void;
  /** Called once, when the worker has ended, by itself or by `end`; nothing comes after it. */
  onExit(listener: (how: WorkerEnd) => void): void;
  /** Ends the worker whatever it does, perhaps not at once. */
  end(): void;
}

/** The client as its worker sees it. */
export interface ClientPort {
  /** @throws DataCloneError where the message cannot be cloned */
  post(message: FromWorker, transfer: readonly Moved[]): void;
  onMessage(listener: (message: unknown) => void): void;
}

type Fields = Readonly<Record<string, unknown>>;

const isNumbered = (value: unknown): value is Fields => typeof value === 'object' && value !== null && 'seq' in value && Number.isInteger(value.seq);
const isEnvelope = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  'code' in value &&
  typeof value.code === 'string' &&
  'message' in value &&
  typeof value.message === 'string';

/** Content is guarded once, where it comes in; between two parts of this program only the form of a message is checked. */
export function isToWorker(value: unknown): value is ToWorker {
  if (!isNumbered(value)) return false;
  return value['type'] === 'cancel' || (value['type'] === 'request' && typeof value['method'] === 'string' && 'value' in value);
}

export function isFromWorker(value: unknown): value is FromWorker {
  if (!isNumbered(value)) return false;
  switch (value['type']) {
    case 'event': return 'event' in value;
    case 'result': return 'value' in value;
    case 'error': return isEnvelope(value['error']);
    case 'problem': return value['seq'] === 0 && isEnvelope(value['error']);
    default: return false;
  }
}
