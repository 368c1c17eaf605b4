import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { Failure } from '@contract/failure';
import type { ModelCard } from '@contract/model-card';
import { loadTokenizer, TOKENIZER_FILE } from '../../../tokenizers/load-tokenizer';
import type { PieceTokenizer, TokenizedSentence } from '../../../tokenizers/tokenizer';
import type { SentenceCutter } from '../../runtime/encoder';

const defaultMaxTokens = 512;

/** Cuts sentences for a transformer into the pieces of its vocabulary. */
export class TransformerCutter implements SentenceCutter {
  readonly maxPieces: number;
  readonly nMarks: { readonly before: number; readonly after: number };

  constructor(readonly card: ModelCard, readonly tokenizer: PieceTokenizer) {
    const { before, after } = tokenizer.marks;
    this.nMarks = { before: before.length, after: after.length };
    this.maxPieces = (card.maxTokens ?? defaultMaxTokens) - before.length - after.length;
  }

  /** @throws Failure `model` naming the tokenizer file that is missing or damaged. */
  static async load(folder: string, card: ModelCard): Promise<TransformerCutter> {
    if (card.tokenizer === 'characters' || card.tokenizer === 'word-form') throw new Failure('model', `The model card of ${card.name} names a tokenizer that does not belong to a transformer. Reinstall the model.`);
    return new TransformerCutter(card, await loadTokenizer(await read(path.join(folder, TOKENIZER_FILE))));
  }

  tokenize(texts: readonly string[]): Promise<readonly TokenizedSentence[]> {
    return this.tokenizer.encode(texts);
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
