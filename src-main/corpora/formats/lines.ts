import { Failure } from '@contract/failure';
import { MAX_LINE_CHARS } from '../limits';

const BLOCK_CHARS = 2 ** 12;
const [LF, CR] = [0x0a, 0x0d];

/** One newline for all: CRLF (Windows) and CR (old Macs, some exports) become LF. Line numbers stay what they were. */
export function unifyNewlines(text: string): string {
  if (!text.includes('\r')) return text;
  // By hand: `replace` takes forty bytes for every match, and a hostile file may be newlines only.
  const blocks: string[] = [];
  const units = new Uint16Array(BLOCK_CHARS);
  let nUnits = 0;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === CR && text.charCodeAt(at + 1) === LF) continue;
    units[nUnits++] = unit === CR ? LF : unit;
    if (nUnits < BLOCK_CHARS) continue;
    blocks.push(textOf(units));
    nUnits = 0;
  }
  return blocks.join('') + textOf(units.subarray(0, nUnits));
}

// Not spread, which would make a list of the numbers first.
const textOf = (units: Uint16Array): string => Reflect.apply(String.fromCharCode, null, units) as string;

/**
 * Refuses a line that no row of sentences takes, before anything parses it.
 * @param text newlines unified to LF
 * @throws Failure `too-large` naming the line
 */
export function checkLineLengths(text: string, subject: string): void {
  let line = 1;
  for (let start = 0; start < text.length; line++) {
    const newline = text.indexOf('\n', start);
    const end = newline < 0 ? text.length : newline;
    if (end - start > MAX_LINE_CHARS) {
      throw new Failure('too-large', `Line ${line} of ${subject} has ${(end - start).toLocaleString('en-GB')} characters, more than any row of sentences takes. Put one sentence on each line.`);
    }
    start = end + 1;
  }
}

/** All lines, with their numbers from 1; one at a time, because a hostile file may be newlines only. */
export function* linesOf(text: string): Generator<{ readonly line: number; readonly content: string }> {
  const unified = unifyNewlines(text);
  let line = 0;
  for (let start = 0; start < unified.length;) {
    const newline = unified.indexOf('\n', start);
    const end = newline < 0 ? unified.length : newline;
    line++;
    yield { line, content: end > start ? unified.slice(start, end) : '' };
    start = end + 1;
  }
}

/** The lines that are not blank. */
export function* filledLines(text: string): Generator<{ readonly line: number; readonly content: string }> {
  for (const found of linesOf(text)) if (found.content.trim() !== '') yield found;
}

/** How many newlines stand in `[start, end)` of a text whose newlines are unified. */
export function countNewlines(text: string, start: number, end: number): number {
  let n = 0;
  for (let at = text.indexOf('\n', start); at >= 0 && at < end; at = text.indexOf('\n', at + 1)) n++;
  return n;
}
