import type { ModelCard } from '@contract/model-card';
import type { TokenizedSentence } from '../tokenizers/tokenizer';
import { tokenizeWords } from '../tokenizers/word-tokenizer';
import type { SentenceCutter } from './encoder';

/** Cuts sentences into words for ELMo. It has no vocabulary: a word is told by its form, `pieces[i].piece`, and all ids are 0. */
export class ElmoCutter implements SentenceCutter {
  readonly maxPieces = Infinity;
  readonly nMarks = { before: 1, after: 1 } as const;

  constructor(readonly card: ModelCard) {}

  tokenize(texts: readonly string[]): Promise<readonly TokenizedSentence[]> {
    return Promise.resolve(texts.map((text) => this.cut(text)));
  }

  cut(text: string): TokenizedSentence {
    const words = tokenizeWords(text);
    return {
      ids: new Array<number>(words.length).fill(0),
      pieces: words.map((word) => ({ piece: word.form, charStart: word.charStart, charEnd: word.charEnd })),
    };
  }

  knows(): boolean {
    return true;
  }
}
