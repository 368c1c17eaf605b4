import { describe, expect, it } from 'vitest';
import type { Placement } from '@semantics/placement';
import { marked, setOf } from '../../sets/set.testing';
import { noVerdict, verdictText } from './verdict-text';

const set = setOf([marked('a |bank|', 'money')]);

/** Eight voters, `nMoney` of money, the nearest of them at 0.24 in the original space. */
function said(nMoney: number, placed: Partial<Placement> = {}): ReturnType<typeof verdictText> {
  const votes = [{ sense: 'money', n: nMoney }, { sense: 'river', n: 8 - nMoney }].filter(({ n }) => n > 0).sort((a, b) => b.n - a.n);
  const voters = Array.from({ length: 8 }, (_, row) => ({ row, distance: 0.31 - row / 100 }));
  return verdictText({ sense: votes[0]?.sense ?? '', votes, voters: [...voters.keys()], confidence: 0.94, record: { nRight: 41, n: 43 }, isOutside: false, distance: 0.4, usual: 0.7, ...placed }, set, voters);
}

describe('words of the verdict', () => {
  it('name the nearest sense, its votes, the confidence and what it rests on', () => {
    expect(said(7)).toMatchObject({
      category: 1, headline: 'Nearest sense: the money, 7 of 8', votes: [1, 1, 1, 1, 1, 1, 1, 2], leans: false,
      record: 'confidence 0.94: verdicts about as clear are right in 41 of 43 cases here', distances: 'nearest 0.24',
    });
  });
  it('lean to a sense where such verdicts are right in less than three quarters', () => {
    expect(said(5, { confidence: 0.7, record: { nRight: 8, n: 11 } })).toMatchObject({ headline: 'Leans to the money, 5 of 8', leans: true });
    expect(said(5, { confidence: 0.75 })).toMatchObject({ leans: false });
  });
  it('say between which senses it is', () => {
    expect(said(4)).toMatchObject({ category: 0, headline: 'Between the money and the river', agreement: '4 of 8 neighbours each', record: null });
  });
  it('say when it is outside, and what it is nearest to all the same', () => {
    expect(said(8, { isOutside: true, distance: 0.83 })).toMatchObject({
      category: 0, headline: 'Outside what this set knows', agreement: 'of its senses the money is the nearest', distances: '0.83 from it without the spread within senses, usual below 0.70', record: null,
    });
  });
  it('never read two numbers alike where one is said to exceed the other', () => {
    expect(said(8, { isOutside: true, distance: 0.7004 }).distances).toContain('0.7004 from it without the spread within senses, usual below 0.7000');
  });
  it('put the baseline beside a distance without a verdict', () => {
    expect(noVerdict('No senses are labelled here', [{ row: 3, distance: 0.3 }], 0.52, 'two random words')).toMatchObject({
      headline: 'No senses are labelled here',
      votes: [],
      distances: 'nearest 0.30, two random words 0.52',
    });
  });
});
