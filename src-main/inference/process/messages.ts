import type { Request, Response } from '@contract/channels';
import type { passedOn } from '@contract/channels/inference';
import type { EmbedProgress } from '@contract/embedding';
import type { InduceProgress } from '@contract/layers/induced-senses';
import type { ProbeProgress } from '@contract/layers/probes';
import type { Method } from '@contract/rpc';

/** All that the inference process answers: those of {@link LongInferenceChannel} also have progress and can be cancelled. */
export type InferenceChannel = (typeof passedOn)[keyof typeof passedOn]['wire'] | LongInferenceChannel;

export type LongInferenceChannel = 'inference:embed' | 'inference:probe' | 'inference:induce';

export type InferenceProgress = EmbedProgress | ProbeProgress | InduceProgress;

/** Content is guarded once, at the renderer's boundary. */
export type InferenceMethods = { readonly [C in InferenceChannel]: Method<Request<C>, Response<C>, InferenceProgress> };
