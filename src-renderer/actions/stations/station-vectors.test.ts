import { expect, it } from 'vitest';
import { marked } from '../../sets/set.testing';
import { bagVectors, unreadBy } from './station-vectors';

const occurrences = [marked('the |bank| by the bank'), marked('the bank by the |bank|'), marked('by the |bank|s of it'), marked('the |bank| rose')];

it('counts a sentence once, however many rows it has, and asks the bag of the word', () => {
  const { table, wordInBag, features } = bagVectors('bag-of-words', occurrences, 'Bank');
  expect(features).toEqual({ n: 7, nLeftOut: 0 });
  expect([...table.values.subarray(0, 7)]).toEqual([2, 0, 1, 0, 0, 0, 2]);
  // Another row of the same sentence.
  expect(table.values.slice(7, 14)).toEqual(table.values.slice(0, 7));
  expect(wordInBag).toMatchObject({ word: 'bank', nWith: 2, n: 3 });
  expect(wordInBag?.idf).toBeCloseTo(Math.log(4 / 3) + 1, 12);
  expect(wordInBag?.maxIdf).toBeCloseTo(Math.log(4 / 2) + 1, 12);
});

it('gives TF-IDF rows of length 1, and knows nothing of a word that it lacks', () => {
  const { table, wordInBag } = bagVectors('tfidf', occurrences, 'river');
  for (let row = 0; row < 4; row++) expect(Math.hypot(...table.values.subarray(row * 7, (row + 1) * 7))).toBeCloseTo(1, 6);
  expect(wordInBag).toBeNull();
  expect(bagVectors('tfidf', occurrences, null).wordInBag).toBeNull();
});

it('counts what a reader from one side has not read of the sentences', () => {
  const rows = [marked('|Bank| on it'), marked('by the |bank|'), marked('the |bank| rose')];
  expect(unreadBy('left', rows)).toEqual({ side: 'left', n: 3, nWithoutContext: 1, share: (5 + 0 + 4) / (5 + 6 + 7) });
  expect(unreadBy('right', rows)).toEqual({ side: 'right', n: 3, nWithoutContext: 1, share: (0 + 6 + 3) / (5 + 6 + 7) });
  expect(unreadBy('left', [marked('|bank|')])).toEqual({ side: 'left', n: 1, nWithoutContext: 1, share: null });
  expect(unreadBy(null, rows)).toBeNull();
});
