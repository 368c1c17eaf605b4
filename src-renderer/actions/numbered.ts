import type { Events } from '@contract/events';
import { contexture } from '../api/contexture';
import { cancelled } from './failures';

let nextSeq = 1;

/** A number for a request that nobody follows. */
export const newSeq = (): number => nextSeq++;

/**
 * A long request to the inference process, under a number of its own: its progress goes to `tell`, an abort is passed on.
 * @throws Failure as the request does, `cancelled` after an abort
 */
export async function numbered<Answer>(ask: (seq: number) => Promise<Answer>, signal: AbortSignal, tell: (progress: Events['inference:progress']) => void): Promise<Answer> {
  const seq = newSeq();
  const off = contexture.onProgress((progress) => { if (progress.seq === seq) tell(progress); });
  const cancel = (): void => { contexture.cancel(seq).catch(() => { /* the request itself answers */ }); };
  signal.addEventListener('abort', cancel, { once: true });
  try {
    const answer = await ask(seq);
    if (signal.aborted) throw cancelled();
    return answer;
  } finally {
    off();
    signal.removeEventListener('abort', cancel);
  }
}
