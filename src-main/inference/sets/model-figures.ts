import type { EmbedProgress } from '@contract/embedding';
import type { Carrier, FiguresProgress, ModelFigures } from '@contract/model-figures';
import { isMoved } from '@probing/models/reach';
import { sequentialSteps } from '@probing/models/sequential-steps';
import type { Encoder } from '../runtime/encoder';
import { measuredReach } from './measured-reach';
import { measuredTime, type TimingHooks } from './measured-time';

export interface FigureHooks extends Omit<TimingHooks, 'onRun'> {
  readonly onProgress?: (progress: EmbedProgress | FiguresProgress) => void;
}

/**
 * What a model does by itself, measured on the carrier sentences; nothing is cached or read from the cache. Parameters are those of the card, which the conversion counted:
 * every element of every tensor that the model's vectors are made of, a shared one once (of a word table rows × dimensions; of a BERT without its pooler,
 * which makes no word's vector), and nothing that the app derives, such as ghosts.
 * @throws Failure `cancelled`, and as {@link measuredReach} and {@link measuredTime} do
 */
export async function modelFigures(encoder: Encoder, carriers: readonly Carrier[], { onProgress = () => undefined, signal, ...timing }: FigureHooks): Promise<ModelFigures> {
  const { card } = encoder.tokenizer;
  const reach = await measuredReach(encoder, carriers, { onProgress, ...(signal === undefined ? {} : { signal }) });
  const prose = carriers.flatMap(({ base }) => base.text.split(' '));
  return {
    modelId: card.id,
    nParameters: card.nParameters,
    reach,
    isContextual: isMoved(reach),
    steps: sequentialSteps(card),
    time: await measuredTime(encoder, prose, {
      ...timing,
      signal,
      onRun: (nDone, nTotal) => {
        onProgress({ stage: 'time', nDone, nTotal });
      },
    }),
  };
}
