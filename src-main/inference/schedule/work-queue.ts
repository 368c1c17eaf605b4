import type { DevicePreference, ProductPrecision } from '@contract/embedding';
import type { EncoderCache, Loaded } from '../encoders/encoder-cache';
import { pauseForMessages, requireGoing } from '../cooperate';

type Work<T> = (loaded: Loaded) => Promise<T>;
/** Work that takes long calls `pause` between its batches. */
type LongWork<T> = (loaded: Loaded, pause: () => Promise<void>) => Promise<T>;

interface Running {
  readonly modelId: string;
  readonly precision: ProductPrecision;
  /** Short work that waits for the next pause. */
  readonly waiting: (() => Promise<void>)[];
}

/**
 * Work that needs models runs one piece after the other: two at once would only share the same cores, and loading a contextual model releases the
 * one before. Short work with the model that runs, or with a static one, gets in between the batches of long work; all else waits for its turn.
 */
export class WorkQueue {
  private turn: Promise<unknown> = Promise.resolve();
  private running: Running | null = null;
  private nUnfinished = 0;

  constructor(private readonly encoders: Pick<EncoderCache, 'get'>) {}

  /** Whether work would have to wait for its turn. */
  get isBusy(): boolean {
    return this.nUnfinished > 0;
  }

  /** @throws Failure `cancelled` when the signal is aborted before the turn comes; as {@link EncoderCache.get} and the work itself do. */
  long<T>(modelId: string, preference: DevicePreference | null, signal: AbortSignal | undefined, work: LongWork<T>, precision: ProductPrecision = 'exact'): Promise<T> {
    this.nUnfinished++;
    const run = this.turn.then(async () => {
      requireGoing(signal);
      const running: Running = { modelId, precision, waiting: [] };
      this.running = running;
      try {
        return await work(await this.encoders.get(modelId, preference, precision), async () => {
          await pauseForMessages();
          await runAll(running);
        });
      } finally {
        while (running.waiting.length > 0) await runAll(running);
        this.running = null;
      }
    }).finally(() => { this.nUnfinished--; });
    this.turn = run.catch(() => undefined);
    return run;
  }

  /** @param isStatic static models take no room from the one that runs. @throws as {@link long} */
  short<T>(modelId: string, isStatic: boolean, preference: DevicePreference | null, work: Work<T>, precision: ProductPrecision = 'exact'): Promise<T> {
    const { running } = this;
    const isSame = running?.modelId === modelId && running.precision === precision;
    if (running === null || !(isSame || isStatic)) return this.long(modelId, preference, undefined, work, precision);
    // The model that runs stays on its device, whatever was asked for: loading it on another one would take it from the work that it is in.
    const device = isSame ? null : preference;
    return new Promise<T>((resolve, reject) => {
      running.waiting.push(() => this.encoders.get(modelId, device, precision).then(work).then(resolve, reject));
    });
  }
}

async function runAll({ waiting }: Running): Promise<void> {
  for (let work = waiting.shift(); work !== undefined; work = waiting.shift()) await work();
}
