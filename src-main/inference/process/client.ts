import type { WorkerPort } from '@contract/rpc';
import { RpcClient, type ClientOptions } from '@rpc/client';
import type { InferenceMethods } from './messages';

/** How long a cancelled request may go on. Between two batches it ends within a second or two; a graph that does not come back never looks at its messages. */
export const CANCEL_GRACE_MS = 5_000;

const sentences = { cancelled: 'Embedding was cancelled.', crashed: 'The model stopped. Your sentences are safe. Restart it.' };

/**
 * The main process's side of the inference process. Most requests name a set by a key that is in that process's memory only: from `crashed` whoever
 * asked knows to embed the set anew. @param hooks `onProblem`: something that was meant to be kept could not be
 */
export class InferenceClient extends RpcClient<InferenceMethods> {
  constructor(open: () => WorkerPort, hooks: Pick<ClientOptions, 'onStopped' | 'onProblem' | 'later'>) {
    super(open, { sentences, cancelGraceMs: CANCEL_GRACE_MS, ...hooks });
  }
}
