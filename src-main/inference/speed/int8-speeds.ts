import type { KeptInt8Speed } from '@contract/speed/int8-speed';
import type { ModelLibrary } from '../../models/library';
import { modelDigest } from '../cache/embedding-cache';
import type { EncoderCache } from '../encoders/encoder-cache';
import { requireInt8 } from '../encoders/transformer/require-int8';
import type { InferenceRequest } from '../process/messages';
import type { WorkQueue } from '../schedule/work-queue';
import { int8Speed, timedSentences, type Int8SpeedHooks } from './int8-speed';
import type { KeptSpeeds } from './kept-speeds';

/** Measures what 8 bits gain and cost for the models of this computer, and remembers it. */
export class Int8Speeds {
  /** @param nSentences of a round; default: as {@link timedSentences} */
  constructor(
    private readonly library: Pick<ModelLibrary, 'card'>,
    private readonly tools: { readonly encoders: Pick<EncoderCache, 'apart'>; readonly queue: WorkQueue },
    private readonly kept: KeptSpeeds,
    private readonly nSentences?: number,
  ) {}

  /** The newest measurement of a model as it is installed now; null: none was made here. @throws Failure `not-found` for an unknown model */
  async of(modelId: string): Promise<KeptInt8Speed | null> {
    return this.kept.find(modelDigest(await this.library.card(modelId), 'int8'));
  }

  /**
   * Measures on the CPU, when its turn has come, and remembers the result. Short work gets in between two runs.
   * @throws Failure as {@link requireInt8} before anything is loaded, as {@link int8Speed}, `model` where the graph does not load in 8 bits
   */
  async measure({ modelId, set, occurrences, background }: InferenceRequest<'inference:int8-speed'>, { signal, onProgress }: Int8SpeedHooks): Promise<KeptInt8Speed> {
    const { encoders, queue } = this.tools;
    const card = await this.library.card(modelId);
    requireInt8(card, 'cpu');
    const timed = timedSentences(background, occurrences, this.nSentences);
    onProgress?.({ stage: 'load-model', nDone: 0, nTotal: occurrences.length });
    return queue.long(modelId, 'cpu', signal, async ({ encoder: exact }, pause) => {
      const int8 = await encoders.apart(modelId, 'int8');
      try {
        const speed = await int8Speed({ exact, int8 }, { set, occurrences, timed }, { pause, ...(signal === undefined ? {} : { signal }), ...(onProgress === undefined ? {} : { onProgress }) });
        return await this.kept.remember(modelDigest(card, 'int8'), speed);
      } finally {
        await int8.release();
      }
    });
  }
}
