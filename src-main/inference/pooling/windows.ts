import type { Piece } from '@contract/embedding';
import { isJoined } from '../../tokenizers/find-word';

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
 * Overlapping windows of at most `maxPieces` over a sentence that is too long for the model; a window begins inside a word only where the word
 * alone is longer than half a window. Windows advance by half their length, so that every piece has a window in which it is at least a quarter
 * away from the cut edges.
 */
export function windowsOf(text: string, pieces: readonly Piece[], maxPieces: number): readonly PieceRange[] {
  if (pieces.length <= maxPieces) return [{ from: 0, to: pieces.length }];
  const stride = Math.max(1, Math.floor(maxPieces / 2));
  const windows: PieceRange[] = [];
  for (let start = 0, last = -1; ; start += stride) {
    let from = start;
    while (from > last + 1 && continuesWord(text, pieces, from)) from--;
    if (continuesWord(text, pieces, from)) from = start;
    last = from;
    const to = Math.min(from + maxPieces, pieces.length);
    windows.push({ from, to });
    if (to === pieces.length) return windows;
  }
}

/** The window in which the range lies whole and farthest from the nearer cut edge; a sentence's own ends are no cut. Null where no window holds it whole. */
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

/** Cuts a range into neighbouring parts, each to be read from the window that suits its pieces best: one part where a single window holds the range whole. */
export function partsByWindow(windows: readonly PieceRange[], range: PieceRange, nPieces: number): readonly { readonly window: PieceRange; readonly part: PieceRange }[] {
  const whole = bestWindow(windows, range, nPieces);
  if (whole !== null) return [{ window: whole, part: range }];
  const parts: { window: PieceRange; part: { from: number; to: number } }[] = [];
  for (let i = range.from; i < range.to; i++) {
    const window = bestWindow(windows, { from: i, to: i + 1 }, nPieces);
    const last = parts.at(-1);
    if (window === null) continue;
    if (last?.window === window) last.part.to = i + 1;
    else parts.push({ window, part: { from: i, to: i + 1 } });
  }
  return parts;
}

/** Whether a piece goes on with the word of the piece before it, judged by the characters that both come from, whatever the tokenizer writes. */
function continuesWord(text: string, pieces: readonly Piece[], i: number): boolean {
  const piece = pieces[i];
  const before = pieces[i - 1];
  if (piece === undefined || before === undefined || piece.charStart > before.charEnd) return false;
  // Pieces of one character's bytes share that character.
  return piece.charStart < before.charEnd || isJoined(text, piece.charStart);
}
