import type { Piece } from '@contract/embedding';

const SPACE = 'Ġ';

/**
 * Takes the spaces that a byte-level piece begins or ends with out of its span, as `trim_offsets` of the reference does.
 * @param text the original, without which characters outside the basic plane could not be counted
 * @param addPrefixSpace of the post-processor: the one space before a first word was not in the text
 */
export function trimOffsets(piece: Piece, isFirst: boolean, text: string, addPrefixSpace: boolean): Piece {
  let nLeading = countSpaces(piece.piece, 1);
  const nTrailing = countSpaces(piece.piece, -1);
  if (nLeading === 0 && nTrailing === 0) return piece;
  let { charStart, charEnd } = piece;
  if (addPrefixSpace && nLeading === 1 && (isFirst || charStart === 0)) nLeading = 0;
  for (let n = 0; n < nLeading && charStart < charEnd; n += 1) charStart = next(text, charStart);
  charStart = Math.min(charStart, charEnd);
  const trimmed = previous(text, charEnd, nTrailing);
  if (trimmed !== null) charEnd = Math.max(trimmed, charStart);
  return { piece: piece.piece, charStart, charEnd };
}

/** Spaces at the beginning (step 1) or the end (step -1). */
function countSpaces(piece: string, step: 1 | -1): number {
  let n = 0;
  for (let at = step === 1 ? 0 : piece.length - 1; piece[at] === SPACE; at += step) n += 1;
  return n;
}

function next(text: string, at: number): number {
  return at + ((text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1);
}

/** n code points back; null where there are not so many. */
function previous(text: string, from: number, n: number): number | null {
  let at = from;
  for (let i = 0; i < n; i += 1) {
    if (at <= 0) return null;
    at -= at >= 2 && (text.codePointAt(at - 2) ?? 0) > 0xffff ? 2 : 1;
  }
  return at;
}
