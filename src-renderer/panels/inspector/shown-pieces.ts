import type { Piece } from '@contract/embedding';
import type { TokenizerKind } from '@contract/model-card';
import type { CharSpan } from '@contract/occurrence';

export interface ShownPiece {
  readonly text: string;
  /** Goes on in the word that the piece before it began. */
  readonly isContinuation: boolean;
  readonly isTarget: boolean;
}

const isWordCharacter = (character: string | undefined): boolean => character !== undefined && /[\p{L}\p{N}\p{M}]/u.test(character);

/**
 * Pieces as the inspector draws them; pieces with an empty span (`[CLS]`, `</s>`) are marks of the model, not of the sentence, and are
 * left out. WordPiece is shown in the model's own spelling without `##`. The other tokenizers mark where words begin, and spell bytes
 * (`ÃĹ`) that nobody can read: of them the sentence itself is shown, and a piece goes on where two letters meet.
 */
export function shownPieces(pieces: readonly Piece[], target: CharSpan, text: string, tokenizer: TokenizerKind): ShownPiece[] {
  const real = pieces.filter(({ charStart, charEnd }) => charEnd > charStart);
  return real.map(({ piece, charStart, charEnd }, index) => {
    const isWordPiece = tokenizer === 'wordpiece';
    const isWord = tokenizer === 'characters' || tokenizer === 'word-form' || tokenizer === 'fastai-words';
    const before = real[index - 1];
    const isAdjacent = before !== undefined && before.charEnd >= charStart;
    const isMarked = isWordPiece && piece.startsWith('##');
    const joinsLetters = isWordCharacter(text[charStart - 1]) && isWordCharacter(text[charStart]);
    const written = text.slice(charStart, charEnd).trim();
    return {
      text: isMarked ? piece.slice(2) : (isWordPiece || isWord) && piece !== '' ? piece : written,
      isContinuation: isAdjacent && (isWordPiece ? isMarked : !isWord && joinsLetters),
      isTarget: charStart < target.charEnd && charEnd > target.charStart,
    };
  });
}
