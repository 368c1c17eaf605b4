import { ABBREVIATIONS, BEFORE_NUMBERS, LETTERS, ORDINAL_LEADS, STARTERS, TITLES } from './abbreviations';

/** No rule looks further back than this. */
export const TAIL_CHARS = 200;
const OPENING = /^[\s"'“„‘«‹¿¡([{|]+/u;
/** Longer words are no abbreviations. */
const WORD_CHARS = 40;
const BETWEEN_WORDS = /[\s([{"'“„‘«|—–/]/u;

/**
 * Whether a break that the segmenter found is none: inside an address, before a small letter, or after an abbreviation.
 * @param tail the end of the sentence up to the break
 * @param after what follows it
 */
export function isWrongBreak(tail: string, after: string): boolean {
  if (!/\s$/u.test(tail) && /(?:https?:\/\/|www\.)\S*$/iu.test(tail) && /^[\p{L}\p{N}/&=#%_~-]/u.test(after)) return true;
  // “Stop!” she said; « Où ? » demanda-t-il
  if (/^(?:[\p{Ll},;:]|[»”)\]]\s*[\p{Ll},;:])/u.test(after)) return true;
  const end = tail.trimEnd();
  const point = end.endsWith('|') ? end.length - 2 : end.length - 1;
  if (end[point] !== '.') return false;
  const words = end.slice(Math.max(0, point - WORD_CHARS), point).split(BETWEEN_WORDS);
  return isAbbreviated(words.at(-1) ?? '', words.at(-2) ?? '', after.replace(OPENING, ''));
}

function isAbbreviated(word: string, previous: string, after: string): boolean {
  if (/^\p{N}/u.test(after) && (BEFORE_NUMBERS.has(word) || ABBREVIATIONS.has(word))) return true;
  // Dipl.-Ing. Meier
  const own = word.slice(word.lastIndexOf('-') + 1);
  if (TITLES.has(own)) return true;
  const next = /^[\p{L}\p{M}]+/u.exec(after)?.[0] ?? '';
  if (next === '' || (STARTERS.has(next) && !/^\p{Lu}\./u.test(after))) return false;
  if (ABBREVIATIONS.has(own) || LETTERS.has(own)) return true;
  if (/^\p{N}{1,2}$/u.test(word)) return ORDINAL_LEADS.has(previous);
  // An initial, U.S., J.R.R., z.B.
  return /^\p{Lu}$/u.test(own) || /^(?:\p{L}\.)+\p{L}$/u.test(own) && !/^[ap]\.m$/iu.test(own);
}

/** Where a sentence ends in `…`, which the segmenter takes for a comma. */
const ELLIPSIS = /…["”’»)\]]{0,3}\s{1,8}(?=["“„‘«(¿¡]{0,3}\p{Lu})/gu;

/** The ends of the sentences inside a segment, its own end last. */
export function endsInside(segment: string): number[] {
  if (!segment.includes('…')) return [segment.length];
  return [...Array.from(segment.matchAll(ELLIPSIS), ({ index, 0: found }) => index + found.length), segment.length];
}
