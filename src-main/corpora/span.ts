import type { CharSpan } from '@contract/occurrence';
import { foldWord } from '../tokenizers/fold';
import { findWord, isJoined } from '../tokenizers/find-word';
import { lineFailure, quote } from './source-table';

/** A number cell as JSON, spreadsheets and pandas write whole numbers. */
const WHOLE = /^\s*(\d{1,9})(?:\.0+)?\s*$/u;

/**
 * Reads and checks a span that a row gives for its text.
 * @throws Failure `bad-input` when it is not two whole numbers, lies outside the text, cuts a character or a word, covers no word,
 *   or covers something else while `word` stands elsewhere in the text
 */
export function readSpan(cells: readonly [string | null, string | null], text: string, word: string | null, subject: string, line: number, areCodePoints = false): CharSpan {
  const [charStart, charEnd] = numbersOf(cells);
  if (Number.isNaN(charStart) || Number.isNaN(charEnd)) {
    const said = cells.map((cell) => (cell === null ? 'nothing' : quote(cell))).join(' and ');
    throw lineFailure(subject, line, `has ${said} where a span needs two whole numbers`, 'Count characters from 0, the end not included.');
  }
  const span = inUnits({ charStart, charEnd }, text, areCodePoints);
  const problem = problemOf(span, text, word);
  if (problem !== null) throw lineFailure(subject, line, `has the span ${charStart} to ${charEnd}, which ${problem}`, 'Count UTF-16 code units from 0, the end not included.');
  return span;
}

/** Whether a span could be right, read in one way or the other. */
export function spanFits(cells: readonly [string | null, string | null], text: string, word: string | null, areCodePoints: boolean): boolean {
  const [charStart, charEnd] = numbersOf(cells);
  return !Number.isNaN(charStart + charEnd) && problemOf(inUnits({ charStart, charEnd }, text, areCodePoints), text, word) === null;
}

function numbersOf(cells: readonly [string | null, string | null]): [number, number] {
  return cells.map((cell) => Number(WHOLE.exec(cell ?? '')?.[1] ?? Number.NaN)) as [number, number];
}

/** Offsets in UTF-16, also of a span that counts code points. */
function inUnits(span: CharSpan, text: string, areCodePoints: boolean): CharSpan {
  if (!areCodePoints) return span;
  const characters = Array.from(text);
  const unit = (n: number): number => (n > characters.length ? Infinity : characters.slice(0, n).join('').length);
  return { charStart: unit(span.charStart), charEnd: unit(span.charEnd) };
}

function problemOf({ charStart, charEnd }: CharSpan, text: string, word: string | null): string | null {
  if (charEnd > text.length) return `lies outside the text of ${text.length} characters`;
  if (charEnd <= charStart) return 'is empty';
  if (cutsPair(text, charStart) || cutsPair(text, charEnd)) return 'cuts a character in two';
  const covered = text.slice(charStart, charEnd);
  if (!/[\p{L}\p{N}]/u.test(covered) || covered.trim() !== covered) return `covers ${quote(covered)}, not a word`;
  if (isJoined(text, charStart) || isJoined(text, charEnd)) return `covers ${quote(covered)}, only part of a word`;
  return word === null || isFormOf(covered, word, text) ? null : `covers ${quote(covered)}, not ${quote(word)}`;
}

function cutsPair(text: string, offset: number): boolean {
  return (text.charCodeAt(offset - 1) & 0xfc00) === 0xd800 && (text.charCodeAt(offset) & 0xfc00) === 0xdc00;
}

/**
 * `ran` is a fair span for the word `run`, and no rule knows every inflection. What is refused is a span that begins unlike the
 * word while the word itself stands elsewhere in the text: then the numbers point to the wrong place.
 */
function isFormOf(covered: string, word: string, text: string): boolean {
  const [first] = foldWord(word);
  return first === undefined || foldWord(covered).startsWith(first) || findWord(text, word).length === 0;
}
