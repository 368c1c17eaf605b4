const POWERS = Float64Array.from({ length: 23 }, (_, i) => Number(`1e${i}`));
/** Digits that a double holds exactly. */
const MAX_EXACT_DIGITS = 15;
const TAB = 9;
const SPACE = 32;

export const isBlank = (byte: number): boolean => byte === SPACE || byte === TAB;

/**
 * Reads `into.length` decimal numbers from `bytes[at, end)`, blanks between and before them, and rounds each to float32.
 * @returns the place after the last number; -1 where there are too few, or one is not a finite decimal number
 */
export function readNumbers(bytes: Uint8Array, at: number, end: number, into: Float32Array): number {
  for (let d = 0; d < into.length; d++) {
    while (at < end && isBlank(bytes[at] as number)) at++;
    const start = at;
    let byte = bytes[at] as number;
    const isNegative = byte === 0x2d;
    if (isNegative || byte === 0x2b) at++;
    let mantissa = 0;
    let nDigits = 0;
    let nSignificant = 0;
    let scale = 0;
    let isFraction = false;
    for (; at < end; at++) {
      byte = bytes[at] as number;
      const digit = byte - 0x30;
      if (digit >= 0 && digit <= 9) {
        nDigits++;
        if (mantissa !== 0 || digit !== 0) nSignificant++;
        mantissa = mantissa * 10 + digit;
        if (isFraction) scale--;
      } else if (byte === 0x2e && !isFraction) {
        isFraction = true;
      } else {
        break;
      }
    }
    if (nDigits === 0) return -1;
    if (at < end && ((bytes[at] as number) | 0x20) === 0x65) {
      const after = exponentEnd(bytes, at, end);
      if (after < 0) return -1;
      scale += exponent(bytes, at + 1, after);
      at = after;
    }
    if (at < end && !isBlank(bytes[at] as number)) return -1;
    // Both factors are exact then, so that the one operation rounds once (Clinger 1990).
    const isExact = nSignificant <= MAX_EXACT_DIGITS && scale >= -22 && scale <= 22;
    const size = isExact ? (scale < 0 ? mantissa / (POWERS[-scale] as number) : mantissa * (POWERS[scale] as number)) : Math.abs(slowly(bytes, start, at));
    const value = Math.fround(isNegative ? -size : size);
    if (value - value !== 0) return -1;
    into[d] = value;
  }
  return at;
}

/** The place after `e-05`; -1 where no digits follow. */
function exponentEnd(bytes: Uint8Array, at: number, end: number): number {
  let after = at + 1;
  if (bytes[after] === 0x2d || bytes[after] === 0x2b) after++;
  const digits = after;
  while (after < end && (bytes[after] as number) >= 0x30 && (bytes[after] as number) <= 0x39) after++;
  return after === digits || after > end ? -1 : after;
}

function exponent(bytes: Uint8Array, from: number, to: number): number {
  let value = 0;
  for (let i = from; i < to; i++) if ((bytes[i] as number) >= 0x30) value = Math.min(100_000, value * 10 + (bytes[i] as number) - 0x30);
  return bytes[from] === 0x2d ? -value : value;
}

function slowly(bytes: Uint8Array, from: number, to: number): number {
  let text = '';
  for (let i = from; i < to; i++) text += String.fromCharCode(bytes[i] as number);
  return Number(text);
}
