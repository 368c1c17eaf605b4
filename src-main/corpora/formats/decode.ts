import type { Failure } from '@contract/failure';
import { lineFailure } from '../source-table';

const REMEDY = 'Save it as UTF-8 and open it again.';

/**
 * Bytes → text. UTF-8 (with or without a byte order mark) and UTF-16 with one; anything else is refused rather than guessed,
 * because a wrong guess shows as wrong words. The mark is removed.
 * @throws Failure `bad-input` that names the line
 */
export function decodeText(bytes: Uint8Array, subject: string): { readonly text: string; readonly encoding: string } {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decodeUtf16(bytes, 'utf-16le', subject);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return decodeUtf16(bytes, 'utf-16be', subject);
  const nul = bytes.indexOf(0);
  if (nul >= 0) throw lineFailure(subject, lineOfByte(bytes, nul), `has a NUL byte (byte ${nul + 1}), so it is not plain text`, REMEDY);
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'UTF-8' };
  } catch {
    throw invalidUtf8(bytes, subject);
  }
}

function decodeUtf16(bytes: Uint8Array, encoding: 'utf-16le' | 'utf-16be', subject: string): { text: string; encoding: string } {
  // Not fatal here: a lone surrogate is found below, where its line can be named.
  const text = new TextDecoder(encoding, { ignoreBOM: false }).decode(bytes.subarray(0, bytes.length & ~1));
  if (bytes.length % 2 === 1) throw lineFailure(subject, lineOfChar(text, text.length), 'ends in the middle of a UTF-16 character', REMEDY);
  const nul = text.indexOf('\0');
  if (nul >= 0) throw lineFailure(subject, lineOfChar(text, nul), 'has a NUL character, so it is not plain text', REMEDY);
  const lone = loneSurrogate(bytes, encoding === 'utf-16le' ? 1 : 0);
  if (lone >= 0) throw lineFailure(subject, lineOfChar(text, lone - 1), 'is not valid UTF-16', REMEDY);
  return { text, encoding: encoding === 'utf-16le' ? 'UTF-16LE' : 'UTF-16BE' };
}

/** Index of the first code unit that is half a surrogate pair, or -1; `high` is the offset of a unit's upper byte. */
function loneSurrogate(bytes: Uint8Array, high: 0 | 1): number {
  const nUnits = bytes.length >> 1;
  const kind = (unit: number): number => (unit < nUnits ? (bytes[2 * unit + high] as number) & 0xfc : 0);
  for (let unit = 0; unit < nUnits; unit++) {
    if (kind(unit) === 0xd8 && kind(unit + 1) === 0xdc) unit++;
    else if (kind(unit) === 0xd8 || kind(unit) === 0xdc) return unit;
  }
  return -1;
}

/** No byte of a multi-byte UTF-8 sequence is a newline, so the lines can be tried one by one. */
function invalidUtf8(bytes: Uint8Array, subject: string): Failure {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let lineStart = 0;
  while (lineStart < bytes.length) {
    const newline = bytes.indexOf(0x0a, lineStart);
    const lineEnd = newline < 0 ? bytes.length : newline;
    try {
      decoder.decode(bytes.subarray(lineStart, lineEnd));
    } catch {
      return lineFailure(subject, lineOfByte(bytes, lineStart + firstInvalid(bytes.subarray(lineStart, lineEnd))), 'is not UTF-8', REMEDY);
    }
    lineStart = lineEnd + 1;
  }
  return lineFailure(subject, 1, 'is not UTF-8', REMEDY);
}

/** Where the replacement character first stands for bytes that are not its own encoding. */
function firstInvalid(line: Uint8Array): number {
  const lenient = new TextDecoder('utf-8', { ignoreBOM: true }).decode(line);
  let at = 0;
  for (const character of lenient) {
    const isItself = character !== '\ufffd' || (line[at] === 0xef && line[at + 1] === 0xbf && line[at + 2] === 0xbd);
    if (!isItself) return at;
    at += Buffer.byteLength(character);
  }
  return at;
}

function lineOfByte(bytes: Uint8Array, at: number): number {
  return lineOf((index) => bytes[index], at);
}

function lineOfChar(text: string, at: number): number {
  return lineOf((index) => text.charCodeAt(index), at);
}

function lineOf(unitAt: (index: number) => number | undefined, at: number): number {
  let line = 1;
  for (let index = 0; index < at; index++) {
    const unit = unitAt(index);
    if (unit === 0x0a || (unit === 0x0d && unitAt(index + 1) !== 0x0a)) line++;
  }
  return line;
}
