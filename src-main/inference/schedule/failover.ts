import { Failure } from '@contract/failure';
import type { Encoder, SentenceToEncode } from '../runtime/encoder';
import { DeviceFailure } from '../runtime/run-graph';

/** What of a batch was read: the spans of its first `nRun` sentences. The rest is to be run again, perhaps in smaller batches. */
export interface BatchResult {
  readonly values: readonly Float32Array[];
  readonly nRun: number;
}

/** A batch that is being read, and by what. */
export interface Flight<B> {
  readonly batch: B;
  readonly layers: readonly number[];
  readonly encoder: Encoder;
  readonly values: Promise<Float32Array>;
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

  /** Sends a batch off; {@link finish} tells what came of it, in the order of the starts. */
  start<B extends readonly SentenceToEncode[]>(batch: B, layers: readonly number[]): Flight<B> {
    const encoder = this.current;
    const values = encoder.encode(batch, layers);
    // Whoever waits for it hears of its failure.
    values.catch(() => undefined);
    return { batch, layers, encoder, values };
  }

  /** @throws Failure as {@link Encoder.encode} does, where nothing is left to fall back on. */
  async finish({ batch, layers, encoder, values }: Flight<readonly SentenceToEncode[]>, onTooLarge: () => void): Promise<BatchResult> {
    try {
      return { values: [await values], nRun: batch.length };
    } catch (error) {
      if (!isOfDevice(error)) throw error;
      // Sent off before the device was found to fail: another one serves by now.
      if (encoder !== this.current) return { values: [], nRun: 0 };
      if (this.fallBack === null) throw error;
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
