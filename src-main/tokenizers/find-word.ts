import type { CharSpan } from '@contract/occurrence';
import { foldText, type FoldedText } from './fold';

const WORD_CHARACTER = /[\p{L}\p{M}\p{N}]/u;
const MARK = /\p{M}/u;
/** Scripts that write no spaces between words, with the signs that they share (ー): inside them every character edge may be a word edge. */
export const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}ー゛゜ｰﾞﾟ]/u;

/**
 * Every occurrence of a word form in a text, from left to right, without overlaps. A word ends where letters, marks and digits end:
 * `bank` stands in "bank's" and in "bank-note", not in "embankment". What is invisible (soft hyphens, joiners) neither ends a word nor counts. Case
 * is folded ({@link foldText}); a target may have several words.
 * @returns spans of the text as it is; empty for an empty word
 */
export function findWord(text: string, word: string): CharSpan[] {
  return findFolded(foldText(text), foldText(word.trim()).folded);
}

/** The same for what is already folded: one word in many texts, many words in one. */
export function findFolded({ folded, origins }: FoldedText, target: string): CharSpan[] {
  const spans: CharSpan[] = [];
  if (target === '') return spans;
  for (let at = folded.indexOf(target); at >= 0;) {
    const end = at + target.length;
    const charStart = origins[at] as number;
    const charEnd = origins[end] as number;
    const isWhole = charStart >= 0 && charEnd >= 0 && !isJoined(folded, at) && !isJoined(folded, end);
    if (isWhole) spans.push({ charStart, charEnd });
    at = folded.indexOf(target, isWhole ? end : at + 1);
  }
  return spans;
}

/** Whether the characters on both sides of an offset belong to one word. */
export function isJoined(text: string, offset: number): boolean {
  if (offset <= 0 || offset >= text.length) return false;
  const before = letterBefore(text, offset);
  const after = String.fromCodePoint(text.codePointAt(offset) as number);
  if (MARK.test(after)) return WORD_CHARACTER.test(before);
  if (!WORD_CHARACTER.test(before) || !WORD_CHARACTER.test(after)) return false;
  return !(UNSPACED.test(before) || UNSPACED.test(after));
}

/** The character before an offset; for a combining mark, the letter that carries it (decomposition leaves kana with marks). */
function letterBefore(text: string, offset: number): string {
  let character = '';
  for (let end = offset; end > 0; end -= character.length) {
    const isPair = (text.charCodeAt(end - 1) & 0xfc00) === 0xdc00 && end >= 2;
    character = text.slice(isPair ? end - 2 : end - 1, end);
    if (!MARK.test(character)) return character;
  }
  return character;
}
