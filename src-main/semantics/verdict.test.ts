import { describe, expect, it } from 'vitest';
import { senseVerdictOf, type SenseVerdict } from './verdict';

const SENSES = { m: 'money', r: 'river', t: 'tilt', _: null } as const;
const REACHES = new Map([['money', 0.2], ['river', 0.3]]);

/** A letter a neighbour, nearest first, at distances from `first` in steps of 0.01. */
function ask(votes: string, first: number, reaches: ReadonlyMap<string, number> = REACHES): SenseVerdict | null {
  const letters = votes.split('') as (keyof typeof SENSES)[];
  return senseVerdictOf(letters.map((_, row) => ({ row, distance: first + row * 0.01 })), letters.map((letter) => SENSES[letter]), reaches);
}

describe('verdictOf', () => {
  it('names the sense that five of eight agree on, within its reach', () => {
    expect(ask('rmmmrmmr', 0.1)).toEqual({ kind: 'nearest', sense: 'money', votes: [{ sense: 'money', n: 5 }, { sense: 'river', n: 3 }], distance: 0.11, reach: 0.2 });
    expect(ask('mmmmmmmm', 0.2)).toMatchObject({ kind: 'nearest', distance: 0.2 });
  });

  it('is between senses when fewer agree, nearer sense first in a tie', () => {
    expect(ask('rmrmrmrm', 0.1)).toEqual({ kind: 'between', sense: null, votes: [{ sense: 'river', n: 4 }, { sense: 'money', n: 4 }], distance: 0.1, reach: 0.3 });
    expect(ask('mmmmrrtt', 0.1)).toMatchObject({ kind: 'between' });
  });

  it('is outside when every sense is too far', () => {
    expect(ask('mmmmmmmm', 0.46)).toEqual({ kind: 'outside', sense: null, votes: [{ sense: 'money', n: 8 }], distance: 0.46, reach: 0.2 });
    expect(ask('rmrmrmrm', 0.31)).toMatchObject({ kind: 'outside', reach: 0.3 });
  });

  it('is between when the majority is too far but another sense is within reach', () => {
    expect(ask('rmmmmmmm', 0.25)).toMatchObject({ kind: 'between', sense: null, distance: 0.25, reach: 0.3 });
  });

  it('counts eight neighbours and no more, and lets unlabelled ones not vote', () => {
    expect(ask('mmmmrrrrmmm', 0.1)).toMatchObject({ kind: 'between' });
    expect(ask('mm_mm_m_', 0.1)).toMatchObject({ kind: 'nearest', votes: [{ sense: 'money', n: 5 }] });
    expect(ask('_mmmmrrr', 0.1)).toMatchObject({ kind: 'between', distance: expect.closeTo(0.11, 12) as number });
  });

  it('lends a sense without a reach of its own the widest one', () => {
    expect(ask('ttttt', 0.29)).toMatchObject({ kind: 'nearest', sense: 'tilt', reach: 0.3 });
    expect(ask('ttttt', 0.31)).toMatchObject({ kind: 'outside', reach: 0.3 });
    expect(ask('ttttt', 0.01, new Map())).toMatchObject({ kind: 'outside', reach: 0 });
  });

  it('says nothing without labels', () => {
    expect(ask('____', 0.1)).toBeNull();
    expect(ask('', 0.1)).toBeNull();
  });
});
