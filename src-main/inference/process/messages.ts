import type { Request, Response } from '@contract/channels';
import type { passedOn } from '@contract/channels/inference';
import type { EmbedProgress } from '@contract/embedding';
import type { FailureEnvelope } from '@contract/failure';

/** All that the inference process answers: `inference:embed` also has progress and can be cancelled. */
export type InferenceChannel = (typeof passedOn)[keyof typeof passedOn]['wire'] | 'inference:embed';

/** Main → inference process. `seq` numbers the requests of one client. */
export type ToInference =
  | { readonly type: 'request'; readonly seq: number; readonly channel: InferenceChannel; readonly request: Request<InferenceChannel> }
  | { readonly type: 'cancel'; readonly seq: number };

/** Inference process → main. */
export type FromInference =
  | { readonly type: 'progress'; readonly seq: number; readonly progress: EmbedProgress }
  | { readonly type: 'result'; readonly seq: number; readonly value: Response<InferenceChannel> }
  | { readonly type: 'error'; readonly seq: number; readonly error: FailureEnvelope }
  /** Belongs to no request (`seq` 0): something that was meant to be kept could not be. */
  | { readonly type: 'problem'; readonly seq: 0; readonly error: FailureEnvelope };

const types = { toInference: new Set(['request', 'cancel']), fromInference: new Set(['progress', 'result', 'error', 'problem']) };

const isMessage = (value: unknown, known: ReadonlySet<string>): boolean =>
  typeof value === 'object' && value !== null && 'type' in value && known.has(String(value.type)) && 'seq' in value && Number.isInteger(value.seq);

/** Content is guarded once, at the renderer's boundary; between these two processes only the form is checked. */
export const isToInference = (value: unknown): value is ToInference => isMessage(value, types.toInference);
export const isFromInference = (value: unknown): value is FromInference => isMessage(value, types.fromInference);
