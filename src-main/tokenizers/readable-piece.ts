import type { PieceTokenizerKind } from './tokenizer-kind';

/**
 * The character that stands for a byte in GPT-2's vocabulary: printable Latin-1 stands for itself, the other 68 bytes
 * for U+0100 and up, in order; a space is Ġ (`bytes_to_unicode` of GPT-2's encoder).
 */
const BYTE_CHARACTERS: readonly string[] = byteCharacters();

function byteCharacters(): string[] {
  const isPrintable = (byte: number): boolean => (byte >= 0x21 && byte <= 0x7e) || (byte >= 0xa1 && byte <= 0xff && byte !== 0xad);
  let next = 0x100;
  return Array.from({ length: 256 }, (_, byte) => String.fromCodePoint(isPrintable(byte) ? byte : next++));
}

/** Shown for a space that belongs to a piece. */
const SPACE = '·';
const byteOf = new Map(BYTE_CHARACTERS.map((character, byte) => [character, byte]));

/**
 * A vocabulary's piece as a person reads it: `Ġbank` and `▁bank` as `·bank`, bytes as the text they spell (`Ã©` as `é`) or, where a
 * piece ends inside a character, in hexadecimal (`E2 96`); WordPiece's `##ing` stays.
 */
export function readablePiece(piece: string, kind: PieceTokenizerKind): string {
  if (kind === 'wordpiece') return piece;
  if (kind === 'unigram') return piece.replaceAll('▁', SPACE);
  const bytes: number[] = [];
  for (const character of piece) {
    const byte = byteOf.get(character);
    if (byte === undefined) return piece;
    bytes.push(byte);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Uint8Array.from(bytes)).replaceAll(' ', SPACE);
  } catch {
    return bytes.map((byte) => (byte === 0x20 ? SPACE : byte.toString(16).toUpperCase().padStart(2, '0'))).join(' ');
  }
}
