import { Failure } from '@contract/failure';
import type { ImportProgress } from '@contract/model-import';
import type { WeightEntry, WeightSink } from './weight-file';

export interface ConversionHooks {
  /** After every weight. */
  readonly onProgress?: (progress: ImportProgress) => void;
  /** Looked at before every weight. */
  readonly signal?: AbortSignal;
}

/** Counts the weights that a graph builder adds, without reading any. */
export class WeightPlan implements WeightSink {
  nWeights = 0;

  add(name: string, _values: Float32Array | (() => Float32Array), shape: readonly number[]): WeightEntry {
    this.nWeights += 1;
    return { name, shape, file: 'planned', offset: 0, length: 0, precision: 'float32' };
  }
}

/** A sink that reports every weight. `nWeights` 0: not known. @throws Failure('cancelled') from `add` when the signal says so. */
export function withProgress(sink: WeightSink, nWeights: number, { onProgress, signal }: ConversionHooks): WeightSink {
  let nDone = 0;
  return {
    add(name, values, shape, blockAxis) {
      if (signal?.aborted === true) throw new Failure('cancelled', 'The import was cancelled. Nothing was added.');
      const entry = sink.add(name, values, shape, blockAxis);
      nDone += 1;
      onProgress?.({ stage: 'convert', nDone, nTotal: nWeights, unit: 'tensors' });
      return entry;
    },
  };
}
