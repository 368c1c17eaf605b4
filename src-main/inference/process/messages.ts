import type { Request, Response } from '@contract/channels';
import type { passedOn } from '@contract/channels/inference';
import type { EmbedProgress } from '@contract/embedding';
import type { Method } from '@contract/rpc';

/** All that the inference process answers: `inference:embed` also has progress and can be cancelled. */
export type InferenceChannel = (typeof passedOn)[keyof typeof passedOn]['wire'] | 'inference:embed';

/** Content is guarded once, at the renderer's boundary. */
export type InferenceMethods = { readonly [C in InferenceChannel]: Method<Request<C>, Response<C>, EmbedProgress> };
