import type { Occurrence } from '@contract/occurrence';

export interface KeywordInContext {
  readonly before: string;
  readonly word: string;
  readonly after: string;
}

const flatten = (text: string): string => text.replace(/\s+/gu, ' ');

/** The line of a concordance: at most `nChars` UTF-16 units either side of the word, line breaks as spaces. */
export function keywordInContext({ text, charStart, charEnd }: Pick<Occurrence, 'text' | 'charStart' | 'charEnd'>, nChars = 90): KeywordInContext {
  return {
    before: flatten(text.slice(Math.max(0, charStart - nChars), charStart)),
    word: text.slice(charStart, charEnd),
    after: flatten(text.slice(charEnd, charEnd + nChars)),
  };
}

const LABEL_BEFORE = 20;
const LABEL_AFTER = 16;

const MOST_WORDS = 3;
const CLOSING = /[.!?;:,،؛؟]["”’»)]*$/u;

/** Whole words off one side of the target, nearest first, while they fit in `nChars`. */
function wordsThatFit(words: readonly string[], nChars: number): string[] {
  let used = -1;
  return words.filter((word, index) => {
    used += word.length + 1;
    return index < MOST_WORDS && used <= nChars;
  });
}

/** The items up to the first that `isEnd`; with it when `withEnd`. */
function upTo(words: readonly string[], isEnd: (word: string) => boolean, withEnd: boolean): readonly string[] {
  const end = words.findIndex(isEnd);
  return end < 0 ? words : words.slice(0, withEnd ? end + 1 : end);
}

/** Scripts that write no spaces between words: there a label is cut by characters. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const UNSPACED_BEFORE = 6;
const UNSPACED_AFTER = 5;

/** Characters with the marks that stand on them, of the clause that the target is in. */
function charactersBeside(text: string, side: 'before' | 'after'): readonly string[] {
  const clauses = flatten(text).split(/\p{P}/u);
  return (side === 'before' ? clauses.at(-1) : clauses[0])?.match(/[^\p{M}]\p{M}*/gu) ?? [];
}

/** The same where no spaces tell words apart: a few characters on both sides. */
function unspacedContext({ text, charStart, charEnd }: Occurrence): KeywordInContext {
  return {
    before: charactersBeside(text.slice(0, charStart), 'before').slice(-UNSPACED_BEFORE).join('').trimStart(),
    word: text.slice(charStart, charEnd),
    after: charactersBeside(text.slice(charEnd), 'after').slice(0, UNSPACED_AFTER).join('').trimEnd(),
  };
}

/** A label for the scene, short and made of whole words: "the muddy **bank**", "**bank** of fans". */
export function shortContext(occurrence: Occurrence): KeywordInContext {
  const { text, charStart, charEnd } = occurrence;
  if (UNSPACED.test(text.slice(charStart, charEnd))) return unspacedContext(occurrence);
  const left = flatten(text.slice(0, charStart)).trimEnd().split(' ').filter(Boolean).reverse();
  const right = flatten(text.slice(charEnd)).split(' ').filter(Boolean);
  const before = wordsThatFit(upTo(left, (word) => CLOSING.test(word), false), LABEL_BEFORE).reverse();
  // What stands right at the target, a full stop or the rest of a compound, leaves nothing to add after it.
  const isClosed = /^(\S|\s*\p{P})/u.test(text.slice(charEnd));
  const after = isClosed || before.length === MOST_WORDS ? [] : wordsThatFit(upTo(right, (word) => CLOSING.test(word), true), LABEL_AFTER).map((word) => word.replace(CLOSING, ''));
  return {
    before: before.length === 0 ? '' : `${before.join(' ')} `,
    word: text.slice(charStart, charEnd),
    after: after.length === 0 ? '' : ` ${after.join(' ')}`,
  };
}
