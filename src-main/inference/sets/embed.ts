import type { EmbedProgress, Pooling } from '@contract/embedding';
import { shapeOf } from '@contract/model-card';
import type { Encoder } from '../runtime/encoder';
import type { FallBack } from '../schedule/failover';
import type { Target } from '../pooling/jobs';
import { readTargets } from '../pooling/read-targets';

export type { Target } from '../pooling/jobs';

export interface EmbedHooks {
  readonly onProgress?: (progress: EmbedProgress) => void;
  readonly signal?: AbortSignal;
}

export interface EmbedOptions extends EmbedHooks {
  /** Default: all. */
  readonly layers?: readonly number[];
  /** Of whole sentences; default: the model's own. */
  readonly prompt?: string | undefined;
  /** Default: a failing device fails the work. */
  readonly fallBack?: FallBack;
}

/** Vectors of the wanted layers, row-major `[nTargets, layers.length, dim]`. */
export interface TargetVectors {
  readonly values: Float32Array;
  readonly subwords: readonly (readonly string[])[];
  /** Targets without a vector; their rows are zero. */
  readonly missing: readonly number[];
}

/** {@link readTargets} into one array, for targets that are few. @throws Failure as it does. */
export async function embedTargets(encoder: Encoder, targets: readonly Target[], pooling: Pooling, options: EmbedOptions = {}): Promise<TargetVectors> {
  const { onProgress, prompt, ...readOptions } = options;
  const { dim, nLayers } = shapeOf(encoder.tokenizer.card, pooling);
  const width = (options.layers?.length ?? nLayers) * dim;
  const values = new Float32Array(targets.length * width);
  const subwords: (readonly string[])[] = targets.map(() => []);
  const missing: number[] = [];
  let nDone = 0;
  await readTargets(encoder, targets.map((target) => ({ ...target, pooling, ...(prompt === undefined ? {} : { prompt }) })), {
    planned: (target) => {
      subwords[target.index] = target.subwords;
      if (target.isMissing) missing.push(target.index);
    },
    vector: (index, vector) => {
      values.set(vector, index * width);
      nDone++;
    },
    batchRead: () => { onProgress?.({ stage: 'embed', nDone: nDone + missing.length, nTotal: targets.length }); },
  }, readOptions);
  return { values, subwords, missing: missing.sort((a, b) => a - b) };
}
