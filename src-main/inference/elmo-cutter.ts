import type { Piece } from '@contract/embedding';
import type { ModelCard } from '@contract/model-card';
import type { CharSpan } from '@contract/occurrence';
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
    return sentenceOf(wordsIn(text, 0, text.length));
  }

  recut(text: string, { pieces }: TokenizedSentence, target: CharSpan): TokenizedSentence | null {
    const edges = [target.charStart, target.charEnd];
    const cuts = (piece: CharSpan): readonly number[] => edges.filter((edge) => edge > piece.charStart && edge < piece.charEnd);
    if (!pieces.some((piece) => cuts(piece).length > 0)) return null;
    return sentenceOf(pieces.flatMap((piece) => {
      const bounds = [piece.charStart, ...cuts(piece), piece.charEnd];
      return bounds.length === 2 ? [piece] : bounds.slice(1).flatMap((end, i) => wordsIn(text, bounds[i] as number, end));
    }));
  }

  knows(): boolean {
    return true;
  }
}

const sentenceOf = (pieces: readonly Piece[]): TokenizedSentence => ({ ids: new Array<number>(pieces.length).fill(0), pieces });

/** The words of a stretch of a text, with their places in the whole. */
function wordsIn(text: string, from: number, to: number): Piece[] {
  return tokenizeWords(text.slice(from, to)).map(({ form, charStart, charEnd }) => ({ piece: form, charStart: from + charStart, charEnd: from + charEnd }));
}
