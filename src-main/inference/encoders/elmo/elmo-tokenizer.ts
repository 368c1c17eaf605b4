import type { Piece } from '@contract/embedding';
import type { ModelCard } from '@contract/model-card';
import type { CharSpan } from '@contract/occurrence';
import type { TokenizedSentence } from '../../../tokenizers/tokenizer';
import type { ModelTokenizer } from '../../runtime/encoder';
import { retokenizeAt, wordsIn } from './retokenize';

/** Splits sentences into words for ELMo. It has no vocabulary: a word is told by its form, `pieces[i].piece`, and all ids are 0. */
export class ElmoTokenizer implements ModelTokenizer {
  readonly maxPieces = Infinity;
  readonly nSpecialTokens = { before: 1, after: 1 } as const;

  constructor(readonly card: ModelCard) {}

  tokenize(texts: readonly string[]): Promise<readonly TokenizedSentence[]> {
    return Promise.resolve(texts.map((text) => this.tokenizeSentence(text)));
  }

  tokenizeSentence(text: string): TokenizedSentence {
    return sentenceOf(wordsIn(text, 0, text.length));
  }

  retokenize(text: string, { pieces }: TokenizedSentence, target: CharSpan): TokenizedSentence | null {
    const retokenized = retokenizeAt(text, pieces, target);
    return retokenized === null ? null : sentenceOf(retokenized);
  }

  knows(): boolean {
    return true;
  }
}

const sentenceOf = (pieces: readonly Piece[]): TokenizedSentence => ({ ids: new Array<number>(pieces.length).fill(0), pieces });
