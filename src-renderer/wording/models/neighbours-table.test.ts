import { expect, it } from 'vitest';
import { centreName, correctedText, neighboursTable } from './neighbours-table';

it('names what the neighbours are of, and tells distances against the random pair', () => {
  expect([centreName(1), centreName(2), centreName(1_200)]).toEqual(['A', 'the mean of A and B', 'the mean of 1,200 selected']);
  expect([correctedText(0.4, 0.8), correctedText(0.4, null)]).toEqual(['0.50', '–']);
});

it('copies a line a neighbour, whatever its sentence holds', () => {
  const occurrences = [{ text: 'a\tbank\nhere', charStart: 2, charEnd: 6, word: 'bank', labels: { sense: 'money' } }];
  expect(neighboursTable([{ row: 0, distance: 0.4, mapRank: null }, { row: 9, distance: 0.5, mapRank: 1 }], occurrences, 0.8)).toBe(
    'rank\tcosine distance\tshare of random pair\tmap rank\tword\tsense\tsentence\n1\t0.4000\t0.5000\t\tbank\tmoney\ta bank here\n');
});
