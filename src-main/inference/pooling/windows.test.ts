import { describe, expect, it } from 'vitest';
import type { Piece } from '@contract/embedding';
import { bestWindow, partsByWindow, piecesOfSpan, windowsOf } from './windows';

/** Words of the given numbers of letters, a space apart. */
const textOf = (sizes: readonly number[]): string => sizes.map((size) => 'a'.repeat(size)).join(' ');

/** Their pieces: each letter one. */
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
    expect(windowsOf(textOf([1, 1, 1]), piecesOf([1, 1, 1]), 3)).toEqual([{ from: 0, to: 3 }]);
  });

  it.each([[5, 10], [8, 100], [510, 2_000], [7, 23]])('covers every word whole with windows of %i pieces over %i words', (maxPieces, nWords) => {
    const sizes = Array.from({ length: nWords }, (_, i) => 1 + (i * 7) % 3);
    const pieces = piecesOf(sizes);
    const windows = windowsOf(textOf(sizes), pieces, maxPieces);
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
    const sizes = Array.from({ length: 20 }, () => 1);
    const pieces = piecesOf(sizes);
    const windows = windowsOf(textOf(sizes), pieces, 8);
    expect(bestWindow(windows, { from: 7, to: 8 }, 20)).toEqual({ from: 4, to: 12 });
    expect(bestWindow(windows, { from: 0, to: 1 }, 20)).toEqual({ from: 0, to: 8 });
    expect(bestWindow(windows, { from: 19, to: 20 }, 20)?.to).toBe(20);
  });

  it('goes by the characters, not by how a tokenizer writes its pieces', () => {
    // As byte-level BPE has them: a space belongs to the piece after it or to none, and the bytes of one character share it.
    const text = 'ab cd é fg';
    const pieces: Piece[] = [['a', 0, 1], ['b', 1, 2], ['Ġc', 3, 4], ['d', 4, 5], ['ĠÃ', 6, 7], ['©', 6, 7], ['Ġf', 8, 9], ['g', 9, 10]].map(([piece, charStart, charEnd]) => ({ piece, charStart, charEnd }) as Piece);
    const starts = windowsOf(text, pieces, 4).map(({ from }) => from);
    expect(starts).toEqual([0, 2, 4]);
    expect(windowsOf(text, pieces, 5).map(({ from }) => from).every((from) => [0, 2, 4, 6].includes(from))).toBe(true);
  });

  it('cuts a word that is longer than the windows, and ends', () => {
    const pieces = piecesOf([3, 500]);
    const windows = windowsOf(textOf([3, 500]), pieces, 10);
    expect(windows.at(-1)?.to).toBe(503);
    for (let piece = 0; piece < 503; piece++) expect(bestWindow(windows, { from: piece, to: piece + 1 }, 503)).not.toBeNull();
  });
});

describe('partsByWindow', () => {
  it('takes a word that no window holds from several, each piece once and in order', () => {
    const windows = windowsOf(textOf([3, 30]), piecesOf([3, 30]), 10);
    const parts = partsByWindow(windows, { from: 3, to: 33 }, 33);
    expect(parts.length).toBeGreaterThan(1);
    expect(parts.flatMap(({ part: { from, to } }) => Array.from({ length: to - from }, (_, i) => from + i))).toEqual(Array.from({ length: 30 }, (_, i) => 3 + i));
    for (const { window, part } of parts) expect(part.from >= window.from && part.to <= window.to).toBe(true);
  });
});
