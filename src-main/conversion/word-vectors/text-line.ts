import { isBlank, readNumbers } from './decimal';

const CARRIAGE_RETURN = 13;
const DOT = 0x2e;

/** The end of a line without the blanks and the carriage return that close it. */
export function trimmedEnd(bytes: Uint8Array, from: number, to: number): number {
  while (to > from && (isBlank(bytes[to - 1] as number) || bytes[to - 1] === CARRIAGE_RETURN)) to--;
  return to;
}

/**
 * Reads the line `bytes[from, to)` (trimmed): a word, which may hold blanks (". . ." in GloVe 840B), and its numbers.
 * @param isWidthKnown behind a header a word may end with a number ("version 2.0")
 * @returns the end of the word; -1 where the line is not of that form, see {@link whatIsWrong}
 */
export function readLine(bytes: Uint8Array, from: number, to: number, values: Float32Array, isWidthKnown = false): number {
  const wordEnd = fieldEnd(bytes, from, to);
  if (wordEnd === from) return -1;
  if (readNumbers(bytes, wordEnd, to, values) === to) return wordEnd;
  const starts = lastFieldStarts(bytes, from, to, values.length + 1);
  const numbersStart = starts[values.length - 1];
  const lastOfWord = starts[values.length];
  if (numbersStart === undefined || lastOfWord === undefined || lastOfWord === from) return -1;
  const end = fieldEnd(bytes, lastOfWord, to);
  // Where the width is only guessed, more numbers than there should be are a broken line, not a word that ends with a number.
  if (!isWidthKnown && isFraction(bytes, lastOfWord, end)) return -1;
  return readNumbers(bytes, numbersStart, to, values) === to ? end : -1;
}

/** Whether a line (trimmed at its end) holds its numbers and, in front of them, blanks where the word should stand. */
export function isWithoutWord(bytes: Uint8Array, from: number, to: number, values: Float32Array): boolean {
  return to > from && isBlank(bytes[from] as number) && readNumbers(bytes, from, to, values) === to;
}

/** Why {@link readLine} refused a line, to follow "line 17". */
export function whatIsWrong(bytes: Uint8Array, from: number, to: number, dim: number): string {
  if (to === from) return 'is empty';
  if (isBlank(bytes[from] as number)) return 'has no word in front of its numbers';
  const nFields = countFields(bytes, from, to);
  if (nFields !== dim + 1) return `has ${nFields - 1} numbers where ${dim} belong`;
  const one = new Float32Array(1);
  for (let at = fieldEnd(bytes, from, to); at < to;) {
    while (at < to && isBlank(bytes[at] as number)) at++;
    const end = fieldEnd(bytes, at, to);
    if (readNumbers(bytes, at, end, one) !== end) return `holds “${excerpt(bytes, at, end)}”, which is not a finite number`;
    at = end;
  }
  return 'cannot be read';
}

/** Fields, that is stretches without blanks. */
export function countFields(bytes: Uint8Array, from: number, to: number): number {
  let nFields = 0;
  for (let at = from; at < to; at++) if (!isBlank(bytes[at] as number) && (at === from || isBlank(bytes[at - 1] as number))) nFields++;
  return nFields;
}

/** The first characters of a stretch of a file, for a message. */
export function excerpt(bytes: Uint8Array, from: number, to: number): string {
  const text = new TextDecoder().decode(bytes.subarray(from, Math.min(to, from + 40)));
  return to - from > 40 ? `${text.slice(0, 30)}…` : text;
}

function fieldEnd(bytes: Uint8Array, from: number, to: number): number {
  let end = from;
  while (end < to && !isBlank(bytes[end] as number)) end++;
  return end;
}

/** Where the last `n` fields begin, the last one first. */
function lastFieldStarts(bytes: Uint8Array, from: number, to: number, n: number): number[] {
  const starts: number[] = [];
  for (let at = to - 1; at >= from && starts.length < n; at--) {
    if (!isBlank(bytes[at] as number) && (at === from || isBlank(bytes[at - 1] as number))) starts.push(at);
  }
  return starts;
}

function isFraction(bytes: Uint8Array, from: number, to: number): boolean {
  return bytes.subarray(from, to).includes(DOT) && readNumbers(bytes, from, to, new Float32Array(1)) === to;
}
