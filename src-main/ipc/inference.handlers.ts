import type { Events } from '@contract/api';
import type { InferenceClient } from '../inference/client';
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
  router.handle('inference:layer', (request) => inference.request('inference:layer', request));
  router.handle('inference:ghosts', (request) => inference.request('inference:ghosts', request));
  router.handle('inference:distances', (request) => inference.request('inference:distances', request));
  router.handle('inference:neighbours', (request) => inference.request('inference:neighbours', request));
  router.handle('inference:place', (request) => inference.request('inference:place', request));
  router.handle('inference:nearest-words', (request) => inference.request('inference:nearest-words', request));
  router.handle('inference:pieces', (request) => inference.request('inference:pieces', request));
}
