import { passedOn, type inferenceChannels } from '@contract/channels/inference';
import type { VectorFormat } from '@contract/exports/data-export';
import type { Events } from '@contract/events';
import type { Response } from '@contract/channels';
import type { Carrier } from '@contract/model-figures';
import type { InferenceRequest, LongInferenceChannel } from '../inference/process/messages';
import type { InferenceClient } from '../inference/process/client';
import type { ChannelHandlers } from './router';

/** What only the main process has and goes with some requests. */
export interface InferenceFiles {
  readonly appVersion: string;
  /** Asks where vectors are to be kept; null: nowhere. */
  readonly vectorOutput: (format: VectorFormat, suggestedName: string) => Promise<string | null>;
  /** Sentences that random words are drawn from. */
  readonly background: () => Promise<readonly string[]>;
  /** Sentences that word forms are counted in. */
  readonly formSample: () => Promise<readonly string[]>;
  readonly carriers: () => Promise<readonly Carrier[]>;
}

/** The window that asks. */
export interface InferenceAsker {
  readonly id: number;
  /** Aborted when it is closed: nobody waits any more. */
  readonly closed: AbortSignal;
  readonly sendProgress: (event: Events['inference:progress']) => void;
}

/** Passes a window's requests on to the inference process; the page's own numbers name what takes long, so that it can cancel it. */
export function inferenceHandlers(
  inference: Pick<InferenceClient, 'request' | 'cancel'>,
  files: InferenceFiles,
  { id: window, closed, sendProgress }: InferenceAsker,
): ChannelHandlers<typeof inferenceChannels> {
  const seqOfCaller = new Map<number, number>();
  closed.addEventListener('abort', () => { for (const seq of seqOfCaller.values()) inference.cancel(seq); }, { once: true });
  const numbered = async <C extends LongInferenceChannel>(channel: C, request: InferenceRequest<C>): Promise<Response<C>> => {
    try {
      return await inference.request(channel, request, {
        onSeq: (seq) => { seqOfCaller.set(request.seq, seq); },
        onEvent: (progress) => { sendProgress({ ...progress, seq: request.seq }); },
      });
    } finally {
      seqOfCaller.delete(request.seq);
    }
  };
  return {
    embed: (request) => numbered('inference:embed', request),
    probe: (request) => numbered('inference:probe', request),
    learnMix: (request) => numbered('inference:learn-mix', request),
    randomPair: async (request) => numbered('inference:random-pair', { ...request, background: await files.background() }),
    induce: (request) => numbered('inference:induce', request),
    modelFigures: async (request) => numbered('inference:model-figures', { ...request, carriers: await files.carriers() }),
    measureInt8: async (request) => numbered('inference:int8-speed', { ...request, background: await files.background() }),
    nearestForms: async (request) => numbered('inference:nearest-forms', { ...request, sample: await files.formSample() }),
    saveVectors: async (request) => {
      const output = await files.vectorOutput(request.format, request.suggestedName);
      return output === null ? null : numbered('inference:save-vectors', { ...request, output, appVersion: files.appVersion });
    },
    mix: (request) => inference.request('inference:mix', { ...request, window }),
    layerMeasures: (request) => inference.request('inference:layer-measures', { ...request, window }),
    vectorsAbout: (request) => inference.request('inference:vectors-about', { ...request, appVersion: files.appVersion }),
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
