import type { ProductPrecision, Provider } from '@contract/embedding';
import type { ModelCard } from '@contract/model-card';
import { WORD_TABLE_FILES } from '../../model-format/word-table/word-vector-file';
import { TOKENIZER_FILE } from '../../tokenizers/load-tokenizer';
import { FASTAI_VOCABULARY_FILE } from '../../tokenizers/fastai/vocabulary';
import { UlmfitTokenizer } from './ulmfit/ulmfit-tokenizer';
import { UlmfitEncoder } from './ulmfit/ulmfit-encoder';
import { ElmoTokenizer } from './elmo/elmo-tokenizer';
import { ElmoEncoder } from './elmo/elmo-encoder';
import type { Encoder, ModelTokenizer } from '../runtime/encoder';
import { StaticTokenizer } from './static/static-tokenizer';
import { StaticEncoder } from './static/static-encoder';
import { TransformerTokenizer } from './transformer/transformer-tokenizer';
import { requireInt8 } from './transformer/require-int8';
import { TransformerEncoder } from './transformer/transformer-encoder';
import { readWhole } from '../../model-format/whole-folder';

/** The two halves of a model by its kind. `load` takes the tokenizer that `tokenizer` made of the same folder. */
export interface EncoderLoader {
  /** @throws Failure `model` naming the file that is missing or damaged. */
  tokenizer(folder: string, card: ModelCard): Promise<ModelTokenizer>;
  /** Unchecked; static models know only the CPU. @throws Failure `device` when the device does not take the model, `model` when its files are damaged. */
  load(folder: string, tokenizer: ModelTokenizer, provider: Provider, precision?: ProductPrecision): Promise<Encoder>;
}

/** Both halves are compared with the card before they serve: {@link readWhole}. */
export const encoderLoader: EncoderLoader = {
  tokenizer: (folder, card) => readWhole(folder, card, { names: tokenizerFiles(card), read: () => readTokenizer(folder, card) }),
  load: (folder, tokenizer, provider, precision = 'exact') =>
    readWhole(folder, tokenizer.card, { read: () => readEncoder(folder, tokenizer, provider, precision), drop: (encoder) => encoder.release() }),
};

function tokenizerFiles({ kind, tokenizer, files }: ModelCard): readonly string[] {
  if (kind === 'static') return [WORD_TABLE_FILES.words, WORD_TABLE_FILES.subwordSettings].filter((name) => name === WORD_TABLE_FILES.words || Object.hasOwn(files, name));
  if (kind === 'ulmfit') return [FASTAI_VOCABULARY_FILE];
  return tokenizer === 'characters' || tokenizer === 'word-form' ? [] : [TOKENIZER_FILE];
}

async function readTokenizer(folder: string, card: ModelCard): Promise<ModelTokenizer> {
  switch (card.kind) {
    case 'elmo': return new ElmoTokenizer(card);
    case 'ulmfit': return UlmfitTokenizer.load(folder, card);
    case 'static': return StaticTokenizer.load(folder, card);
    case 'bert':
    case 'gpt': return TransformerTokenizer.load(folder, card);
  }
}

async function readEncoder(folder: string, tokenizer: ModelTokenizer, provider: Provider, precision: ProductPrecision): Promise<Encoder> {
  if (precision === 'int8') requireInt8(tokenizer.card, provider);
  if (tokenizer instanceof TransformerTokenizer) return TransformerEncoder.load(folder, tokenizer, provider, precision);
  if (tokenizer instanceof ElmoTokenizer) return ElmoEncoder.load(folder, tokenizer, provider);
  if (tokenizer instanceof UlmfitTokenizer) return UlmfitEncoder.load(folder, tokenizer, provider);
  if (tokenizer instanceof StaticTokenizer) return StaticEncoder.load(folder, tokenizer.card, tokenizer);
  throw new TypeError(`the tokenizer of ${tokenizer.card.id} was not made here`);
}

/** A model on one device, for work that is done with it at once. @throws as {@link EncoderLoader}. */
export async function loadEncoder(folder: string, card: ModelCard, provider: Provider, precision: ProductPrecision = 'exact'): Promise<Encoder> {
  return encoderLoader.load(folder, await encoderLoader.tokenizer(folder, card), provider, precision);
}
