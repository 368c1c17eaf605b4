import { contains, expandRanges } from './code-point-ranges';
import { ATTACHED, CONSONANTS, CONTROLS, LINKERS, PREPENDED } from './split-categories';

const attached = expandRanges(ATTACHED);
const controls = expandRanges(CONTROLS);
const prepended = expandRanges(PREPENDED);
const consonants = expandRanges(CONSONANTS);
const linkers = expandRanges(LINKERS);
const PICTOGRAPH = /^\p{Extended_Pictographic}$/u;
const JOINER = 0x200d;
const FIRST_ATTACHED = 0x300;

/**
 * Where the grapheme cluster that begins at UTF-16 offset `start` ends (Unicode Standard Annex 29, rules GB3 to GB11, with the
 * reference's tables). Flags and syllables of conjoining Hangul letters are left in their letters: clusters only matter to
 * a character map where they have fewer than six bytes, and two such letters have more.
 */
export function clusterEnd(text: string, start: number): number {
  let codePoint = text.codePointAt(start) as number;
  let end = start + width(codePoint);
  if (codePoint === 0x0d && text.charCodeAt(end) === 0x0a) return end + 1;
  if (end >= text.length) return end;
  // Nothing below U+0300 joins a character before it, nothing at all joins a control character.
  if (text.charCodeAt(end) < FIRST_ATTACHED && codePoint < FIRST_ATTACHED) return end;
  if (!contains(prepended, codePoint) && !contains(attached, text.codePointAt(end) as number)) return end;
  if (isControl(codePoint)) return end;
  while (contains(prepended, codePoint)) {
    const following = text.codePointAt(end);
    if (following === undefined || isControl(following)) return end;
    codePoint = following;
    end += width(codePoint);
  }
  let isPictograph = PICTOGRAPH.test(String.fromCodePoint(codePoint));
  let isConsonant = contains(consonants, codePoint);
  let isLinked = false;
  for (let last = codePoint; end < text.length; last = codePoint, end += width(codePoint)) {
    codePoint = text.codePointAt(end) as number;
    if (contains(attached, codePoint)) {
      isLinked ||= contains(linkers, codePoint);
      continue;
    }
    const joinsPictographs = isPictograph && last === JOINER && PICTOGRAPH.test(String.fromCodePoint(codePoint));
    const joinsConsonants = isConsonant && isLinked && contains(consonants, codePoint);
    if (!joinsPictographs && !joinsConsonants) return end;
    isPictograph = joinsPictographs;
    isConsonant = joinsConsonants;
    isLinked = false;
  }
  return end;
}

function isControl(codePoint: number): boolean {
  return codePoint === 0 || contains(controls, codePoint);
}

function width(codePoint: number): number {
  return codePoint > 0xffff ? 2 : 1;
}
