import { describe, expect, it } from 'vitest';
import { verdictOf } from '@semantics/verdict';
import { marked, setOf } from '../state/test-set';
import { unlabelledVerdict, verdictText } from './verdict-text';

const set = setOf([marked('a |bank|', 'money')]);
const reach = new Map([['money', { usualFrom: 0.15, usualTo: 0.28 }], ['river', { usualFrom: 0.1, usualTo: 0.29 }]]);
const usualTo = new Map([...reach].map(([sense, usual]) => [sense, usual.usualTo]));

/** Eight neighbours: `nMoney` of money first, the nearest at `distance`. */
function said(nMoney: number, distance: number): ReturnType<typeof verdictText> | null {
  const neighbours = Array.from({ length: 8 }, (_, row) => ({ row, distance: distance + row / 100 }));
  const verdict = verdictOf(neighbours, neighbours.map((_, row) => (row < nMoney ? 'money' : 'river')), usualTo);
  return verdict && verdictText(verdict, set, reach);
}

describe('words of the verdict', () => {
  it('name the nearest sense, its votes and what is usual for it', () => {
    expect(said(7, 0.24)).toEqual({
      category: 1, headline: 'Nearest sense: the money', votes: [1, 1, 1, 1, 1, 1, 1, 2], agreement: '7 of 8 neighbours agree', distances: 'nearest 0.24, usual for this sense 0.15 to 0.28',
    });
  });
  it('say between which senses it is', () => {
    expect(said(4, 0.2)).toMatchObject({ category: 0, headline: 'Between the money and the river', agreement: '4 of 8 neighbours each' });
  });
  it('say when it is outside', () => {
    expect(said(8, 0.46)).toMatchObject({ category: 0, headline: 'Outside every known sense', distances: 'nearest 0.46, usual below 0.28' });
  });
  it('never read two numbers alike where one is said to exceed the other', () => {
    expect(said(8, 0.2813)?.distances).toBe('nearest 0.281, usual below 0.280');
    expect(said(8, 0.28004)?.distances).toBe('nearest 0.28004, usual below 0.28000');
  });
  it('put the baseline beside a distance without senses', () => {
    expect(unlabelledVerdict([{ row: 3, distance: 0.3 }], 0.52, 'two random words').distances).toBe('nearest 0.30, two random words 0.52');
  });
});
