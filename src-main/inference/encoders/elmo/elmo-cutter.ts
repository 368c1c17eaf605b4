import type { Piece } from '@contract/embedding';
import type { ModelCard } from '@contract/model-card';
import type { CharSpan } from '@contract/occurrence';
import type { TokenizedSentence } from '../../../tokenizers/tokenizer';
import type { SentenceCutter } from '../../runtime/encoder';
import { recutAt, wordsIn } from './recut';

/** Cuts sentences into words for ELMo. It has no vocabulary: a word is told by its form, `pieces[i].piece`, and all ids are 0. */
export class ElmoCutter implements SentenceCutter {
  readonly maxPieces = Infinity;
  readonly nMarks = { before: 1, after: 1 } as const;

  constructor(readonly card: ModelCard) {}

  tokenize(texts: readonly string[]): Promise<readonly TokenizedSentence[]> {
    return Promise.resolve(texts.map((text) => this.cut(text)));
  }

  cut(text: string): TokenizedSentence {
    return sentenceOf(wordsIn(text, 0, text.length));
  }

  recut(text: string, { pieces }: TokenizedSentence, target: CharSpan): TokenizedSentence | null {
    const recut = recutAt(text, pieces, target);
    return recut === null ? null : sentenceOf(recut);
  }

  knows(): boolean {
    return true;
  }
}

const sentenceOf = (pieces: readonly Piece[]): TokenizedSentence => ({ ids: new Array<number>(pieces.length).fill(0), pieces });
