import type { ClientPort } from '@contract/rpc';
import { serve } from '@rpc/serve';
import type { InferenceMethods } from './messages';
import type { InferenceService } from './service';

/** Progress that comes faster than anybody can read would only fill the channel; what ends a stage always passes. */
const minIntervalMs = 50;

/**
 * The inference process's side of the channel. A cancellation is answered at once, though the work may go on to the end of its batch or wait for its turn: a
 * process that does not answer is taken for one that hangs.
 */
export function answerOver(port: ClientPort, service: Pick<InferenceService, 'answer'>): void {
  serve<InferenceMethods>(port, (channel, request, { signal, tell }) => service.answer(channel, request, { signal, onProgress: tell }), {
    minIntervalMs, isCertain: ({ stage, nDone, nTotal }) => (stage !== 'embed' && stage !== 'write') || nDone === nTotal, cancelled: 'Embedding was cancelled.',
  });
}
