import { describe, expect, it } from 'vitest';
import { senseVerdictOf } from '@semantics/verdict';
import type { VerdictRecord } from '@semantics/verdict-record';
import { marked, setOf } from '../../sets/set.testing';
import { noVerdict, verdictText } from './verdict-text';

const set = setOf([marked('a |bank|', 'money')]);
const reach = new Map([['money', { usualFrom: 0.15, usualTo: 0.28 }], ['river', { usualFrom: 0.1, usualTo: 0.29 }]]);
const usualTo = new Map([...reach].map(([sense, usual]) => [sense, usual.usualTo]));

/** Eight neighbours: `nMoney` of money first, the nearest at `distance`. */
function said(nMoney: number, distance: number, record: VerdictRecord | null = { nRight: 41, n: 43, counted: 'exactly' }): ReturnType<typeof verdictText> | null {
  const voters = Array.from({ length: 8 }, (_, row) => ({ row, distance: distance + row / 100 }));
  const verdict = senseVerdictOf(voters, voters.map((_, row) => (row < nMoney ? 'money' : 'river')), usualTo);
  return verdict && verdictText(verdict, { set, reach, record, voters });
}

describe('words of the verdict', () => {
  it('name the nearest sense, its votes, their record and what is usual for it', () => {
    expect(said(7, 0.24)).toMatchObject({
      category: 1, headline: 'Nearest sense: the money, 7 of 8', votes: [1, 1, 1, 1, 1, 1, 1, 2], leans: false,
      record: 'such verdicts are right in 41 of 43 cases here', distances: 'nearest 0.24, usual for this sense 0.15 to 0.28',
    });
  });
  it('lean to a sense where such verdicts are right in less than three quarters', () => {
    expect(said(5, 0.24, { nRight: 8, n: 11, counted: 'or-more' })).toMatchObject({ headline: 'Leans to the money, 5 of 8', leans: true, record: 'verdicts of 5 or more of 8 are right in 8 of 11 cases here' });
    expect(said(5, 0.24, { nRight: 9, n: 12, counted: 'exactly' })).toMatchObject({ leans: false });
  });
  it('say where there is no record yet', () => {
    expect(said(7, 0.24, null)).toMatchObject({ headline: 'Nearest sense: the money, 7 of 8', record: 'no record yet: too few such cases here', leans: false });
  });
  it('say between which senses it is', () => {
    expect(said(4, 0.2)).toMatchObject({ category: 0, headline: 'Between the money and the river', agreement: '4 of 8 neighbours each', record: null });
  });
  it('say when it is outside', () => {
    expect(said(8, 0.46)).toMatchObject({ category: 0, headline: 'Outside every known sense', distances: 'nearest 0.46, usual below 0.28', record: null });
  });
  it('never read two numbers alike where one is said to exceed the other', () => {
    expect(said(8, 0.2813)?.distances).toBe('nearest 0.281, usual below 0.280');
    expect(said(8, 0.28004)?.distances).toBe('nearest 0.28004, usual below 0.28000');
  });
  it('put the baseline beside a distance without a verdict', () => {
    expect(noVerdict('No senses are labelled here', [{ row: 3, distance: 0.3 }], 0.52, 'two random words')).toMatchObject({ headline: 'No senses are labelled here', votes: [], distances: 'nearest 0.30, two random words 0.52' });
  });
});
