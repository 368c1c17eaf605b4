import { setTimeout as sleep } from 'node:timers/promises';
import { Failure } from '@contract/failure';
import { Interrupted } from './http';

/** How patient the downloader is. All times in milliseconds. */
export interface Patience {
  /** No bytes for so long: the server has stalled. */
  readonly stallTimeoutMs: number;
  /** Tries in a row that bring nothing new before it gives up. */
  readonly nAttempts: number;
  /** Before the second try; doubled for each further one. */
  readonly backOffMs: number;
  /** The longest wait, also when the server asks for a longer one. */
  readonly nMaxWaitMs: number;
}

export const defaultPatience: Patience = { stallTimeoutMs: 30_000, nAttempts: 5, backOffMs: 1_000, nMaxWaitMs: 60_000 };

/** The wait before the next try, milliseconds. @param nFailed tries that failed in a row, from 1 */
export function waitMs(nFailed: number, retryAfterMs: number | null, { backOffMs, nMaxWaitMs }: Patience): number {
  return Math.min(nMaxWaitMs, Math.max(retryAfterMs ?? 0, backOffMs * 2 ** (nFailed - 1)));
}

/** The `Retry-After` header: seconds or a date. Null when it is absent or neither. */
export function retryAfterMs(header: string | null, nowMs = Date.now()): number | null {
  if (header === null) return null;
  if (/^\d{1,9}$/.test(header)) return Number(header) * 1_000;
  const date = Date.parse(header);
  return Number.isNaN(date) ? null : Math.max(0, date - nowMs);
}

/** Waits. @throws the signal's reason */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal }).catch(() => signal.throwIfAborted());
}

/** Repeats `work` while it is interrupted. @throws Failure `io` saying what interrupted it last */
export async function withRetries<T>(work: () => Promise<T>, host: string, patience: Patience, signal: AbortSignal): Promise<T> {
  for (let nFailed = 1; ; nFailed += 1) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof Interrupted)) throw error;
      if (nFailed >= patience.nAttempts) throw gaveUp(error, host);
      await pause(waitMs(nFailed, error.retryAfterMs, patience), signal);
    }
  }
}

export function gaveUp(error: Interrupted, host: string): Failure {
  return new Failure('io', `Fetching from ${host} failed: ${error.message}. What has arrived is kept; check the network and try again.`, error.cause instanceof Error ? `${error.cause.name}: ${error.cause.message}` : error.message);
}
