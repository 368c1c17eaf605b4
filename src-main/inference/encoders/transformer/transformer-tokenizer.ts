import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { Failure } from '@contract/failure';
import type { ModelCard } from '@contract/model-card';
import { loadTokenizer, TOKENIZER_FILE } from '../../../tokenizers/load-tokenizer';
import type { PieceTokenizer, TokenizedSentence } from '../../../tokenizers/tokenizer';
import type { ModelTokenizer } from '../../runtime/encoder';

const defaultMaxTokens = 512;

/** Tokenizes sentences for a transformer: into the pieces of its vocabulary. */
export class TransformerTokenizer implements ModelTokenizer {
  readonly maxPieces: number;
  readonly nSpecialTokens: { readonly before: number; readonly after: number };

  constructor(readonly card: ModelCard, readonly pieceTokenizer: PieceTokenizer) {
    const { before, after } = pieceTokenizer.specialTokens;
    this.nSpecialTokens = { before: before.length, after: after.length };
    this.maxPieces = (card.maxTokens ?? defaultMaxTokens) - before.length - after.length;
  }

  /** @throws Failure `model` naming the tokenizer file that is missing or damaged. */
  static async load(folder: string, card: ModelCard): Promise<TransformerTokenizer> {
    if (card.tokenizer === 'characters' || card.tokenizer === 'fastai-words' || card.tokenizer === 'word-form')
      throw new Failure('model', `The model card of ${card.name} names a tokenizer that does not belong to a transformer. Reinstall the model.`);
    return new TransformerTokenizer(card, await loadTokenizer(await read(path.join(folder, TOKENIZER_FILE))));
  }

  tokenize(texts: readonly string[]): Promise<readonly TokenizedSentence[]> {
    return this.pieceTokenizer.encode(texts);
  }

  knows(): boolean {
    // An unknown word is a piece such as [UNK], which has a vector like any other.
    return true;
  }
}

function read(file: string): Promise<string> {
  return readFile(file, 'utf8').catch((error: unknown) => {
    throw new Failure('model', `The file ${path.basename(file)} of the model cannot be read. Reinstall the model.`, String(error));
  });
}
