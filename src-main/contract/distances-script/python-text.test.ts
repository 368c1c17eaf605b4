import { expect, it } from 'vitest';
import { codePointSpan, pythonComment, pythonText } from './python-text';

it.each([
  ['plain', 'the bank', '"the bank"'],
  ['quotes and backslashes', 'say "no" \\n \'yes\' """', '"say \\"no\\" \\\\n \'yes\' \\"\\"\\""'],
  ['lines and controls', 'a\nb\r\tc\0d\x7f', '"a\\nb\\r\\tc\\x00d\\x7f"'],
  ['letters of all scripts and emoji', 'naïve 東京 😀', '"naïve 東京 😀"'],
  ['lone surrogates, which are dropped', 'a\ud83db\ude00', '"ab"'],
  ['directions, joiners and separators', 'אב\u202eg\u2066\u200d\u2028\u00a0\ufeff', '"אב\\u202eg\\u2066\\u200d\\u2028\\xa0\\ufeff"'],
  ['beyond sixteen bits', '\u{e0001}', '"\\U000e0001"'],
])('%s', (_, text, literal) => { expect(pythonText(text)).toBe(literal); });

it('keeps a comment on its line', () => {
  expect(pythonComment('a\nimport os\r\u2028b\u0085"\\')).toBe('a import os b\\x85"\\');
});

it.each([
  ['abc', 1, 2, [1, 2]],
  ['😀 bank', 3, 7, [2, 6]],
  ['\ud83d bank', 2, 6, [1, 5]],
  ['a😀b', 2, 3, [1, 2]],
  ['a😀b', 2, 2, [1, 2]],
  ['ab', 2, 2, [2, 2]],
  ['', 0, 0, [0, 0]],
])('%j from %d to %d', (text, start, end, span) => { expect(codePointSpan(text, start, end)).toEqual(span); });
