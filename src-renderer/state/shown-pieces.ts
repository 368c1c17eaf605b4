import type { Piece } from '@contract/embedding';
import type { CharSpan } from '@contract/occurrence';

export interface ShownPiece {
  readonly text: string;
  /** Goes on in the word that the piece before it began. */
  readonly isContinuation: boolean;
  readonly isTarget: boolean;
}

/**
 * Pieces as the inspector draws them: the model's own spelling without its continuation mark (`##`); pieces with an empty span
 * (`[CLS]`, `[SEP]`) are marks of the model, not of the sentence, and are left out.
 */
export function shownPieces(pieces: readonly Piece[], target: CharSpan, text: string): ShownPiece[] {
  const real = pieces.filter(({ charStart, charEnd }) => charEnd > charStart);
  return real.map(({ piece, charStart, charEnd }, index) => {
    const isMarked = piece.startsWith('##');
    const before = real[index - 1];
    const isContinuation = isMarked && before !== undefined && before.charEnd === charStart;
    return {
      text: piece === '' ? text.slice(charStart, charEnd) : isMarked ? piece.slice(2) : piece,
      isContinuation,
      isTarget: charStart < target.charEnd && charEnd > target.charStart,
    };
  });
}
