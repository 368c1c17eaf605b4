import { describe, expect, it } from 'vitest';
import type { Piece } from '@contract/embedding';
import { bestWindow, piecesOfSpan, windowsOf } from './windows';

/** Words of the given numbers of pieces, each piece one character wide, words a space apart. */
function piecesOf(sizes: readonly number[]): Piece[] {
  let at = 0;
  return sizes.flatMap((size) => {
    const word = Array.from({ length: size }, (_, i): Piece => ({ piece: i === 0 ? 'a' : '##a', charStart: at + i, charEnd: at + i + 1 }));
    at += size + 1;
    return word;
  });
}

describe('piecesOfSpan', () => {
  const pieces = piecesOf([1, 3, 1]);
  it('finds all pieces of a word, also when the span covers only part of it', () => {
    expect(piecesOfSpan(pieces, 2, 5)).toEqual({ from: 1, to: 4 });
    expect(piecesOfSpan(pieces, 3, 4)).toEqual({ from: 2, to: 3 });
  });
  it('finds nothing between the words', () => {
    expect(piecesOfSpan(pieces, 1, 2)).toBeNull();
  });
});

describe('windowsOf', () => {
  it('leaves a sentence that fits alone', () => {
    expect(windowsOf(piecesOf([1, 1, 1]), 3)).toEqual([{ from: 0, to: 3 }]);
  });

  it.each([[5, 10], [8, 100], [510, 2_000], [7, 23]])('covers every word whole with windows of %i pieces over %i words', (maxPieces, nWords) => {
    const sizes = Array.from({ length: nWords }, (_, i) => 1 + (i * 7) % 3);
    const pieces = piecesOf(sizes);
    const windows = windowsOf(pieces, maxPieces);
    let start = 0;
    for (const size of sizes) {
      const range = { from: start, to: start + size };
      expect(bestWindow(windows, range, pieces.length)).not.toBeNull();
      start += size;
    }
    for (const { from, to } of windows) {
      expect(to - from).toBeLessThanOrEqual(maxPieces);
      expect(pieces[from]?.piece).toBe('a');
    }
  });

  it('prefers the window in which a word is farthest from a cut edge', () => {
    const pieces = piecesOf(Array.from({ length: 20 }, () => 1));
    const windows = windowsOf(pieces, 8);
    expect(bestWindow(windows, { from: 7, to: 8 }, 20)).toEqual({ from: 4, to: 12 });
    expect(bestWindow(windows, { from: 0, to: 1 }, 20)).toEqual({ from: 0, to: 8 });
    expect(bestWindow(windows, { from: 19, to: 20 }, 20)?.to).toBe(20);
  });
});
