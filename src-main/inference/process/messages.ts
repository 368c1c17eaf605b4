import type { Request, Response } from '@contract/channels';
import type { passedOn } from '@contract/channels/inference';
import type { WriteProgress } from '@contract/exports/data-export';
import type { EmbedProgress } from '@contract/embedding';
import type { InduceProgress } from '@contract/layers/induced-senses';
import type { LearnMixProgress } from '@contract/layers/learned-mix';
import type { ProbeProgress } from '@contract/layers/probes';
import type { Carrier, FiguresProgress } from '@contract/model-figures';
import type { Method } from '@contract/rpc';

/** All that the inference process answers: those of {@link LongInferenceChannel} also have progress and can be cancelled. */
export type InferenceChannel = (typeof passedOn)[keyof typeof passedOn]['wire'] | LongInferenceChannel | 'inference:vectors-about' | 'inference:mix' | 'inference:layer-measures' | 'inference:use-server' | 'inference:leave-server';

export type LongInferenceChannel = 'inference:embed' | 'inference:probe' | 'inference:learn-mix' | 'inference:random-pair' | 'inference:induce' | 'inference:model-figures' | 'inference:int8-speed' | 'inference:nearest-forms' | 'inference:save-vectors';

export type InferenceProgress = EmbedProgress | ProbeProgress | LearnMixProgress | InduceProgress | FiguresProgress | WriteProgress;

/** What the main process adds to a request of the page: from files that only it reads, where to write, which only it asks for, and which window asks. */
interface Added {
  'inference:random-pair': { readonly background: readonly string[] };
  'inference:int8-speed': { readonly background: readonly string[] };
  'inference:model-figures': { readonly carriers: readonly Carrier[] };
  'inference:nearest-forms': { readonly sample: readonly string[] };
  'inference:save-vectors': { readonly output: string; readonly appVersion: string };
  'inference:vectors-about': { readonly appVersion: string };
  'inference:mix': { readonly window?: number };
  'inference:layer-measures': { readonly window?: number };
}

export type InferenceRequest<C extends InferenceChannel> = Request<C> & (C extends keyof Added ? Added[C] : unknown);

/** Content is guarded once, at the renderer's boundary. */
export type InferenceMethods = { readonly [C in InferenceChannel]: Method<InferenceRequest<C>, Response<C>, InferenceProgress> };
