import { Failure } from '@contract/failure';
import type { Encoder, SentenceToEncode } from '../runtime/encoder';
import { DeviceFailure } from '../runtime/run-graph';

/** What of a batch was read: the spans of its first `nRun` sentences. The rest is to be run again, perhaps in smaller batches. */
export interface BatchResult {
  readonly values: readonly Float32Array[];
  readonly nRun: number;
}

/** Gives the model on a device that does serve, once its first one has failed. */
export type FallBack = (failure: Failure) => Promise<Encoder>;

/**
 * Runs batches on a device that may fail. The first batch that does is tried again in halves, since it may only have been too large for the
 * device's memory (a device that was lost is not asked again); what fails then, and all the rest, goes to the encoder that `fallBack` gives. Nothing is computed twice.
 */
export class Failover {
  private mayHalve = true;

  /** @param fallBack null: there is no other device, and its failure is the caller's */
  constructor(private current: Encoder, private fallBack: FallBack | null) {}

  get encoder(): Encoder {
    return this.current;
  }

  /** @throws Failure as {@link Encoder.encode} does, where nothing is left to fall back on. */
  async run(batch: readonly SentenceToEncode[], layers: readonly number[], onTooLarge: () => void): Promise<BatchResult> {
    try {
      return { values: [await this.current.encode(batch, layers)], nRun: batch.length };
    } catch (error) {
      if (this.fallBack === null || !isOfDevice(error)) throw error;
      return this.recover(batch, layers, error, this.fallBack, onTooLarge);
    }
  }

  private async recover(batch: readonly SentenceToEncode[], layers: readonly number[], first: Failure, fallBack: FallBack, onTooLarge: () => void): Promise<BatchResult> {
    let failure = first;
    let nRun = 0;
    const values: Float32Array[] = [];
    if (this.mayHalve && batch.length > 1 && !(first instanceof DeviceFailure && first.kind === 'lost')) {
      this.mayHalve = false;
      onTooLarge();
      const middle = Math.ceil(batch.length / 2);
      try {
        for (const half of [batch.slice(0, middle), batch.slice(middle)]) {
          values.push(await this.current.encode(half, layers));
          nRun += half.length;
        }
        return { values, nRun };
      } catch (error) {
        if (!isOfDevice(error)) throw error;
        failure = error;
      }
    }
    this.current = await fallBack(failure);
    this.fallBack = null;
    return { values, nRun };
  }
}

const isOfDevice = (error: unknown): error is Failure => error instanceof Failure && error.code === 'device';
