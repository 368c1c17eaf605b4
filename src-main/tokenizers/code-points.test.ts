import { expect, test } from 'vitest';
import { countedText } from './code-points';

test('a text of one unit a character is counted as it is', () => {
  const { text, span } = countedText('née');
  expect([text, span(0, 3), span(2, 2)]).toEqual(['née', [0, 3], [2, 2]]);
});

test('spans lead back over pairs; lone surrogates are left out', () => {
  const { text, span } = countedText('a😀\ud800b');
  expect([text, span(0, 1), span(1, 2), span(2, 3), span(1, 3), span(3, 3), span(2, 2)]).toEqual(['a😀b', [0, 1], [1, 3], [4, 5], [1, 5], [5, 5], [4, 4]]);
});
