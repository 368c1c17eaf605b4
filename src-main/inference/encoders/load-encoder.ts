import type { Provider } from '@contract/embedding';
import type { ModelCard } from '@contract/model-card';
import { WORD_TABLE_FILES } from '../../model-format/word-table/word-vector-file';
import { TOKENIZER_FILE } from '../../tokenizers/load-tokenizer';
import { ElmoCutter } from './elmo/elmo-cutter';
import { ElmoEncoder } from './elmo/elmo-encoder';
import type { Encoder, SentenceCutter } from '../runtime/encoder';
import { StaticCutter } from './static/static-cutter';
import { StaticEncoder } from './static/static-encoder';
import { TransformerCutter } from './transformer/transformer-cutter';
import { TransformerEncoder } from './transformer/transformer-encoder';
import { readWhole } from '../../model-format/whole-folder';

/** The two halves of a model by its kind. `load` takes the cutter that `cutter` made of the same folder. */
export interface EncoderLoader {
  /** @throws Failure `model` naming the file that is missing or damaged. */
  cutter(folder: string, card: ModelCard): Promise<SentenceCutter>;
  /** Unchecked; static models know only the CPU. @throws Failure `device` when the device does not take the model, `model` when its files are damaged. */
  load(folder: string, cutter: SentenceCutter, provider: Provider): Promise<Encoder>;
}

/** Both halves are compared with the card before they serve: {@link readWhole}. */
export const encoderLoader: EncoderLoader = {
  cutter: (folder, card) => readWhole(folder, card, { names: cutterFiles(card), read: () => readCutter(folder, card) }),
  load: (folder, cutter, provider) => readWhole(folder, cutter.card, { read: () => readEncoder(folder, cutter, provider), drop: (encoder) => encoder.release() }),
};

function cutterFiles({ kind, tokenizer, files }: ModelCard): readonly string[] {
  if (kind === 'static') return [WORD_TABLE_FILES.words, WORD_TABLE_FILES.subwordSettings].filter((name) => name === WORD_TABLE_FILES.words || Object.hasOwn(files, name));
  return tokenizer === 'characters' || tokenizer === 'word-form' ? [] : [TOKENIZER_FILE];
}

async function readCutter(folder: string, card: ModelCard): Promise<SentenceCutter> {
  switch (card.kind) {
    case 'elmo': return new ElmoCutter(card);
    case 'static': return StaticCutter.load(folder, card);
    case 'bert':
    case 'gpt': return TransformerCutter.load(folder, card);
  }
}

async function readEncoder(folder: string, cutter: SentenceCutter, provider: Provider): Promise<Encoder> {
  if (cutter instanceof TransformerCutter) return TransformerEncoder.load(folder, cutter, provider);
  if (cutter instanceof ElmoCutter) return ElmoEncoder.load(folder, cutter, provider);
  if (cutter instanceof StaticCutter) return StaticEncoder.load(folder, cutter.card, cutter);
  throw new TypeError(`the cutter of ${cutter.card.id} was not made here`);
}

/** A model on one device, for work that is done with it at once. @throws as {@link EncoderLoader}. */
export async function loadEncoder(folder: string, card: ModelCard, provider: Provider): Promise<Encoder> {
  return encoderLoader.load(folder, await encoderLoader.cutter(folder, card), provider);
}
