import type { Provider } from '@contract/embedding';
import type { ModelCard } from '@contract/model-card';
import { ElmoCutter } from './elmo-cutter';
import { ElmoEncoder } from './elmo-encoder';
import type { Encoder, SentenceCutter } from './encoder';
import { StaticCutter } from './static-cutter';
import { StaticEncoder } from './static-encoder';
import { TransformerCutter } from './transformer-cutter';
import { TransformerEncoder } from './transformer-encoder';

/** The two halves of a model by its kind. `load` takes the cutter that `cutter` made of the same folder. */
export interface EncoderLoader {
  /** @throws Failure `model` naming the file that is missing or damaged. */
  cutter(folder: string, card: ModelCard): Promise<SentenceCutter>;
  /** Unchecked; static models know only the CPU. @throws Failure `device` when the device does not take the model, `model` when its files are damaged. */
  load(folder: string, cutter: SentenceCutter, provider: Provider): Promise<Encoder>;
}

export const encoderLoader: EncoderLoader = {
  async cutter(folder, card) {
    switch (card.kind) {
      case 'elmo': return new ElmoCutter(card);
      case 'static': return StaticCutter.load(folder, card);
      case 'bert':
      case 'gpt': return TransformerCutter.load(folder, card);
    }
  },
  load(folder, cutter, provider) {
    if (cutter instanceof TransformerCutter) return TransformerEncoder.load(folder, cutter, provider);
    if (cutter instanceof ElmoCutter) return ElmoEncoder.load(folder, cutter, provider);
    if (cutter instanceof StaticCutter) return StaticEncoder.load(folder, cutter.card, cutter);
    throw new TypeError(`the cutter of ${cutter.card.id} was not made here`);
  },
};

/** A model on one device, for work that is done with it at once. @throws as {@link EncoderLoader}. */
export async function loadEncoder(folder: string, card: ModelCard, provider: Provider): Promise<Encoder> {
  return encoderLoader.load(folder, await encoderLoader.cutter(folder, card), provider);
}
