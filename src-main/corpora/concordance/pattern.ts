import { RE2JS } from 're2js';
import { Failure } from '@contract/failure';
import { isJoined } from '../../tokenizers/find-word';
import type { WordTarget } from '../row-targets';
import { quote } from '../source-table';
import type { Finder } from './found';

/** Time grows with the length of a pattern as with that of the text. */
const MAX_PATTERN_CHARS = 1_000;

/**
 * A regular expression in one sentence after another, by an engine that takes time in proportion to the text whatever the expression (RE2). A point of the scene is a
 * word: a match inside one stands for all of it, outer white space is none of it, and what has no letter or digit is no match.
 * @throws Failure `bad-request`
 */
export function patternFinder(pattern: string, isExactCase: boolean): Finder {
  if (pattern.trim() === '') throw new Failure('bad-request', 'No pattern was given to look for. Give one.');
  if (pattern.length > MAX_PATTERN_CHARS) throw new Failure('bad-request', `The pattern has ${pattern.length.toLocaleString('en-GB')} characters; the limit is ${MAX_PATTERN_CHARS.toLocaleString('en-GB')}. Give a shorter one.`);
  const expression = compiled(pattern, isExactCase);
  const find = (sentence: string): readonly WordTarget[] => {
    const found: WordTarget[] = [];
    const matcher = expression.matcher(sentence);
    let end = 0;
    while (matcher.find()) {
      // Of the word that was found last: not widened once more.
      if (matcher.start() < end) continue;
      const target = wholeWords(sentence, matcher.start(), matcher.end());
      if (target === null || target.charStart < end) continue;
      found.push(target);
      end = target.charEnd;
    }
    return found;
  };
  // What a pattern says of the ends of a sentence is not to be seen in more than one.
  return { mayBeIn: () => true, find };
}

function compiled(pattern: string, isExactCase: boolean): RE2JS {
  try {
    return RE2JS.compile(RE2JS.translateRegExp(pattern), isExactCase ? 0 : RE2JS.CASE_INSENSITIVE);
  } catch (error) {
    throw new Failure('bad-request', `${quote(pattern)} is not a regular expression that RE2 takes. Close its brackets, and leave out looking ahead or behind and repeating a group.`, error instanceof Error ? error.message : String(error));
  }
}

function wholeWords(text: string, start: number, end: number): WordTarget | null {
  const matched = text.slice(start, end);
  if (!/[\p{L}\p{N}]/u.test(matched)) return null;
  let charStart = start + matched.length - matched.trimStart().length;
  let charEnd = start + matched.trimEnd().length;
  while (isWithin(text, charStart)) charStart--;
  while (isWithin(text, charEnd)) charEnd++;
  return { charStart, charEnd, word: text.slice(charStart, charEnd).toLowerCase() };
}

/** Whether an offset lies within a word, or within a character. */
const isWithin = (text: string, offset: number): boolean =>
  isJoined(text, offset) || ((text.charCodeAt(offset - 1) & 0xfc00) === 0xd800 && (text.charCodeAt(offset) & 0xfc00) === 0xdc00);
