// For tests: a worker that does what workers do, served on every transport, as the entry of a real process or thread and behind doubles.
import { Failure } from '@contract/failure';
import type { ClientPort, Method } from '@contract/rpc';
import { byMethod, serve, type AnswerHooks } from '../serve';
import { nodeParent } from '../transports/node-child';
import { threadParent } from '../transports/worker-thread';

export interface TestMethods {
  readonly 'echo': Method<unknown, unknown>;
  readonly 'refuse': Method<'expected' | 'bug', never>;
  /** Tells 0 to n-1, all at once. */
  readonly 'count': Method<number, 'counted', number>;
  /** Goes on until it is cancelled. */
  readonly 'wait': Method<null, never, 'started'>;
  /** Sees no message any more. */
  readonly 'block': Method<null, never, 'started'>;
  readonly 'crash': Method<null, never>;
  readonly 'unclonable': Method<null, unknown>;
}

export const EVENT_INTERVAL_MS = 10_000;
export const LAST_EVENT = 99;
/** The argument of a process or thread whose entry this file is. */
export const AS_ENTRY = 'serve-tests';

/** What only a worker of its own can really do. */
export interface Effects {
  readonly block: () => Promise<never> | never;
  readonly crash: () => Promise<never> | never;
}

const untilAborted = ({ signal, tell }: AnswerHooks<'started'>): Promise<never> => new Promise((_resolve, reject) => {
  signal.addEventListener('abort', () => { reject(new Failure('cancelled', 'It heard that it was cancelled.')); });
  tell('started');
});

export function serveTests(port: ClientPort, { block, crash }: Effects): void {
  serve<TestMethods>(port, byMethod<TestMethods>({
    echo: (value) => value,
    refuse: (how) => { throw how === 'bug' ? new TypeError('a bug') : new Failure('bad-input', 'It was refused.', 'in detail'); },
    count: (n, { tell }) => {
      for (let i = 0; i < n; i++) tell(i);
      return 'counted';
    },
    wait: (_nothing, hooks) => untilAborted(hooks),
    block: async (_nothing, { tell }) => {
      tell('started');
      // A process writes what it tells when its loop comes round.
      await new Promise((resolve) => { setTimeout(resolve, 20); });
      return block();
    },
    crash,
    unclonable: () => () => 'a function',
  }), { minIntervalMs: EVENT_INTERVAL_MS, isCertain: (event) => event === LAST_EVENT });
}

const parent = process.argv.includes(AS_ENTRY) ? threadParent() ?? nodeParent() : null;
if (parent !== null) serveTests(parent, { block: () => { for (;;); }, crash: () => process.exit(3) });
