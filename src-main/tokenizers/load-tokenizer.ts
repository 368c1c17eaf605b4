import { Failure } from '@contract/failure';
import { JsonNode, shown } from './json-node';
import { readModelTokenizer } from './model-tokenizer';
import type { PieceTokenizer } from './tokenizer';
import { loadWordPiece } from './wordpiece';
import { parseWordPieceOptions } from './wordpiece-options';

/** The kinds that cut words into pieces of a learnt vocabulary. */
export type PieceTokenizerKind = 'wordpiece' | 'byte-level-bpe' | 'unigram';

/** The files of a model folder that a tokenizer is made from. */
export const TOKENIZER_FILES: Readonly<Record<PieceTokenizerKind, readonly string[]>> = {
  'wordpiece': ['vocab.txt', 'tokenizer_config.json'],
  'byte-level-bpe': ['tokenizer.json'],
  'unigram': ['tokenizer.json'],
};

export interface LoadedTokenizer extends PieceTokenizer {
  /** Every id that it can give, marks and padding included, is below this: the embedding table must have as many rows. */
  readonly nIds: number;
}

/**
 * Makes a tokenizer from the texts of its files ({@link TOKENIZER_FILES}), by file name. Names of marks ("[CLS]", "<s>") that stand
 * in a sentence are plain text to all kinds.
 * @throws Failure('model') naming the file and what is wrong with it.
 */
export function loadTokenizer(kind: PieceTokenizerKind, files: Readonly<Record<string, string>>): LoadedTokenizer {
  const read = (name: string): string => {
    const text = files[name];
    if (text === undefined) throw new Failure('model', `The model has no ${name}; use the tokenizer files that belong to the model.`);
    return text;
  };
  switch (kind) {
    case 'wordpiece':
      return loadWordPiece(read('vocab.txt'), parseWordPieceOptions(read('tokenizer_config.json')));
    case 'byte-level-bpe':
    case 'unigram':
      return readModelTokenizer(read('tokenizer.json'), kind);
  }
}

/**
 * The kind of vocabulary that a tokenizer.json holds.
 * @throws Failure('model') when it is none of the three.
 */
export function tokenizerKindOf(tokenizerJson: string): PieceTokenizerKind {
  const model = JsonNode.parse(tokenizerJson, 'tokenizer.json').at('model');
  const type = model.at('type');
  // Files of the first versions do not name it.
  if (type.isNull) return !model.at('merges').isNull ? 'byte-level-bpe' : Array.isArray(model.at('vocab').value) ? 'unigram' : 'wordpiece';
  switch (type.string()) {
    case 'WordPiece': return 'wordpiece';
    case 'BPE': return 'byte-level-bpe';
    case 'Unigram': return 'unigram';
    default: throw type.refuse(`is ${shown(type.string())}; only WordPiece, BPE and Unigram can be used`);
  }
}
