import type { Events } from '@contract/api';
import type { InferenceClient } from '../inference/client';
import { PASSED_ON } from '../inference/messages';
import type { IpcRouter } from './router';

/** Passes requests on to the inference process; the renderer's own numbers name its embeddings, so that it can cancel them. */
export function handleInference(router: IpcRouter, inference: InferenceClient, sendProgress: (event: Events['inference:progress']) => void): void {
  const seqOfCaller = new Map<number, number>();
  router.handle('inference:embed', async (request) => {
    try {
      return await inference.request('inference:embed', request, {
        onSeq: (seq) => { seqOfCaller.set(request.seq, seq); },
        onProgress: (progress) => { sendProgress({ ...progress, seq: request.seq }); },
      });
    } finally {
      seqOfCaller.delete(request.seq);
    }
  });
  router.handle('inference:cancel', ({ seq }) => {
    const running = seqOfCaller.get(seq);
    if (running !== undefined) inference.cancel(running);
    return null;
  });
  for (const channel of PASSED_ON) router.handle(channel, (request) => inference.request(channel, request));
}
