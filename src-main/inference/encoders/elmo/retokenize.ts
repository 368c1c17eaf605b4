import type { Piece } from '@contract/embedding';
import type { CharSpan } from '@contract/occurrence';
import { tokenizeWords } from '../../../tokenizers/word-tokenizer';

/** The words of a stretch of a text, with their places in the whole. */
export function wordsIn(text: string, from: number, to: number): Piece[] {
  return tokenizeWords(text.slice(from, to)).map(({ form, charStart, charEnd }) => ({ piece: form, charStart: from + charStart, charEnd: from + charEnd }));
}

/** The words of a text, split once more where a target begins or ends inside one; null where it does nowhere. */
export function retokenizeAt(text: string, pieces: readonly Piece[], target: CharSpan): readonly Piece[] | null {
  const edges = [target.charStart, target.charEnd];
  const splits = (piece: CharSpan): readonly number[] => edges.filter((edge) => edge > piece.charStart && edge < piece.charEnd);
  if (!pieces.some((piece) => splits(piece).length > 0)) return null;
  return pieces.flatMap((piece) => {
    const bounds = [piece.charStart, ...splits(piece), piece.charEnd];
    return bounds.length === 2 ? [piece] : bounds.slice(1).flatMap((end, i) => wordsIn(text, bounds[i] as number, end));
  });
}
