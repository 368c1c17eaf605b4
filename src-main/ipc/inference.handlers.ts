import { passedOn, type inferenceChannels } from '@contract/channels/inference';
import type { Events } from '@contract/events';
import type { InferenceClient } from '../inference/process/client';
import type { ChannelHandlers } from './router';

/** Passes requests on to the inference process; the renderer's own numbers name its embeddings, so that it can cancel them. */
export function inferenceHandlers(inference: Pick<InferenceClient, 'request' | 'cancel'>, sendProgress: (event: Events['inference:progress']) => void): ChannelHandlers<typeof inferenceChannels> {
  const seqOfCaller = new Map<number, number>();
  return {
    embed: async (request) => {
      try {
        return await inference.request('inference:embed', request, {
          onSeq: (seq) => { seqOfCaller.set(request.seq, seq); },
          onEvent: (progress) => { sendProgress({ ...progress, seq: request.seq }); },
        });
      } finally {
        seqOfCaller.delete(request.seq);
      }
    },
    cancel: ({ seq }) => {
      const running = seqOfCaller.get(seq);
      if (running !== undefined) inference.cancel(running);
      return null;
    },
    ...passOn(inference),
  };
}

function passOn(inference: Pick<InferenceClient, 'request'>): ChannelHandlers<typeof passedOn> {
  const handlers = Object.entries(passedOn).map(([name, { wire }]) => [name, (request: never) => inference.request(wire, request)] as const);
  return Object.fromEntries(handlers) as unknown as ChannelHandlers<typeof passedOn>;
}
