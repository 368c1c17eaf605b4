import { contains, expandRanges } from './code-point-ranges';
import { LETTERS, NUMBERS } from './split-categories';

/**
 * The character that stands for a byte in GPT-2's vocabulary: printable Latin-1 stands for itself, the other 68 bytes
 * for U+0100 and up, in order; a space is Ġ (`bytes_to_unicode` of GPT-2's encoder).
 */
export const BYTE_CHARACTERS: readonly string[] = byteCharacters();

function byteCharacters(): string[] {
  const isPrintable = (byte: number): boolean => (byte >= 0x21 && byte <= 0x7e) || (byte >= 0xa1 && byte <= 0xff && byte !== 0xad);
  let next = 0x100;
  return Array.from({ length: 256 }, (_, byte) => String.fromCodePoint(isPrintable(byte) ? byte : next++));
}

// 0 is everything else.
const LETTER = 1;
const NUMBER = 2;
const SPACE = 3;
const SPACES = expandRanges('9-d 20 85 a0 1680 2000-200a 2028-2029 202f 205f 3000');

let classes: Uint8Array | null = null;

/** One byte per code point, made on first use. */
function classTable(): Uint8Array {
  if (classes !== null) return classes;
  const table = new Uint8Array(0x110000);
  for (const [ranges, value] of [[expandRanges(LETTERS), LETTER], [expandRanges(NUMBERS), NUMBER], [SPACES, SPACE]] as const) {
    for (let i = 0; i < ranges.length; i += 2) table.fill(value, ranges[i], (ranges[i + 1] ?? 0) + 1);
  }
  classes = table;
  return table;
}

/** Whether the reference takes the code point for white space (the property White_Space). */
export function isWhiteSpace(codePoint: number): boolean {
  return contains(SPACES, codePoint);
}

/**
 * Where the words of GPT-2's split end: English contractions; letters, numbers or other characters, each with one space before
 * them where there is one; and white space, of which the last one is left to the word that follows.
 * Source: the pattern `'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+` of GPT-2's encoder.
 * @param text without lone surrogates
 * @returns ascending UTF-16 offsets, the last one is the text's length; empty for an empty text
 */
export function wordEnds(text: string): number[] {
  const table = classTable();
  const ends: number[] = [];
  const classAt = (at: number): number => table[text.codePointAt(at) as number] as number;
  const width = (at: number): number => ((text.charCodeAt(at) & 0xfc00) === 0xd800 ? 2 : 1);
  const runEnd = (from: number, wanted: number): number => {
    let at = from;
    while (at < text.length && classAt(at) === wanted) at += width(at);
    return at;
  };
  for (let start = 0; start < text.length;) {
    const contraction = contractionLength(text, start);
    const afterSpace = text.charCodeAt(start) === 0x20 ? start + 1 : start;
    let end: number;
    if (contraction > 0) {
      end = start + contraction;
    } else if (afterSpace < text.length && classAt(afterSpace) !== SPACE) {
      end = runEnd(afterSpace, classAt(afterSpace));
    } else {
      end = runEnd(start, SPACE);
      // White space is always one UTF-16 unit.
      if (end < text.length && end - start > 1) end -= 1;
    }
    ends.push(end);
    start = end;
  }
  return ends;
}

function contractionLength(text: string, at: number): number {
  if (text.charCodeAt(at) !== 0x27) return 0;
  switch (text[at + 1]) {
    case 's': case 't': case 'm': case 'd': return 2;
    case 'r': case 'v': return text[at + 2] === 'e' ? 3 : 0;
    case 'l': return text[at + 2] === 'l' ? 3 : 0;
    default: return 0;
  }
}

