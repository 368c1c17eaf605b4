import type { Piece } from '@contract/embedding';

/** Half-open range of piece indices. */
export interface PieceRange {
  readonly from: number;
  readonly to: number;
}

/** Pieces that overlap the characters `[charStart, charEnd)`; null where none does. */
export function piecesOfSpan(pieces: readonly Piece[], charStart: number, charEnd: number): PieceRange | null {
  let from = -1;
  let to = -1;
  for (const [i, piece] of pieces.entries()) {
    if (piece.charEnd <= charStart || piece.charStart >= charEnd) continue;
    if (from < 0) from = i;
    to = i + 1;
  }
  return from < 0 ? null : { from, to };
}

/**
 * Overlapping windows of at most `maxPieces` over a sentence that is too long for the model; a window never begins inside a word.
 * Windows advance by half their length, so that every piece has a window in which it is at least a quarter away from the cut edges.
 */
export function windowsOf(pieces: readonly Piece[], maxPieces: number): readonly PieceRange[] {
  if (pieces.length <= maxPieces) return [{ from: 0, to: pieces.length }];
  const stride = Math.max(1, Math.floor(maxPieces / 2));
  const windows: PieceRange[] = [];
  for (let start = 0; ; start += stride) {
    let from = start;
    while (from > 0 && continuesWord(pieces, from)) from--;
    const to = Math.min(from + maxPieces, pieces.length);
    windows.push({ from, to });
    if (to === pieces.length) return windows;
  }
}

/** The window in which the range lies whole and farthest from the nearer cut edge; a sentence's own ends are no cut. */
export function bestWindow(windows: readonly PieceRange[], range: PieceRange, nPieces: number): PieceRange | null {
  let best: PieceRange | null = null;
  let bestMargin = -1;
  for (const window of windows) {
    if (range.from < window.from || range.to > window.to) continue;
    const left = window.from === 0 ? Infinity : range.from - window.from;
    const right = window.to === nPieces ? Infinity : window.to - range.to;
    const margin = Math.min(left, right);
    if (margin > bestMargin) {
      best = window;
      bestMargin = margin;
    }
  }
  return best;
}

function continuesWord(pieces: readonly Piece[], i: number): boolean {
  const piece = pieces[i];
  const before = pieces[i - 1];
  return piece !== undefined && before !== undefined && piece.charStart === before.charEnd && piece.piece.startsWith('##');
}
