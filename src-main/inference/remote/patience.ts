import { setTimeout as sleep } from 'node:timers/promises';
import { Failure } from '@contract/failure';

/** How patient a client is. All times in milliseconds. */
export interface ServerPatience {
  /** One try. */
  readonly timeoutMs: number;
  /** All tries of one question together. */
  readonly deadlineMs: number;
  readonly nAttempts: number;
  /** Before the second try; doubled for each further one. */
  readonly backOffMs: number;
}

export const defaultPatience: ServerPatience = { timeoutMs: 60_000, deadlineMs: 180_000, nAttempts: 6, backOffMs: 500 };

/** The server was not reached, has no time, or the connection ended before its answer; the message is the end of a sentence: "it does not answer". */
export class NotReached extends Error {
  /** @param waitMs how long the server wants to be left alone */
  constructor(why: string, readonly waitMs = 0, cause?: unknown) {
    super(why, { cause });
  }
}

/** A server that did not answer, however often it was asked. */
export class ServerGone extends Failure {
  /** @param host which one @param why in words that go on behind a colon */
  constructor(readonly host: string, readonly why: string) {
    super('io', `${host} did not answer: ${why}. Check that it runs, and try again.`);
  }
}

/** As a function: it changes while a try is waited for. */
const isOver = (signal: AbortSignal): boolean => signal.aborted;

export const cancelled = (): Failure => new Failure('cancelled', 'Embedding was cancelled.');

/**
 * Asks until there is an answer that no further try would change.
 * @param ask one try, within so many milliseconds; throws {@link NotReached} where another may do better
 * @throws ServerGone, Failure `cancelled`, and what else a try throws
 */
export async function askPatiently<Answer>(host: string, signal: AbortSignal, patience: ServerPatience, ask: (timeoutMs: number) => Promise<Answer>): Promise<Answer> {
  const { timeoutMs, deadlineMs, nAttempts, backOffMs } = patience;
  const deadline = performance.now() + deadlineMs;
  for (let nFailed = 1; ; nFailed++) {
    if (isOver(signal)) throw cancelled();
    let failed: NotReached;
    try {
      return await ask(Math.max(1, Math.ceil(Math.min(timeoutMs, deadline - performance.now()))));
    } catch (error) {
      if (isOver(signal)) throw cancelled();
      if (!(error instanceof NotReached)) throw error;
      failed = error;
    }
    const wait = Math.max(failed.waitMs, backOffMs * 2 ** (nFailed - 1));
    if (nFailed >= nAttempts || performance.now() + wait >= deadline) throw new ServerGone(host, failed.message);
    await sleep(wait, undefined, { signal }).catch(() => { throw cancelled(); });
  }
}
