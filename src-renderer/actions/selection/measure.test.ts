import { describe, expect, it } from 'vitest';
import { distancesFrom, hoverFacts, mapRanks, tableOf } from './measure';

const table = tableOf(Float32Array.of(1, 0, 0, 1, 2, 0, 0, 0, 1, 1), 2);
const senses = ['a', 'b', 'a', 'b', 'b'];
const facts = { senseOf: (row: number): string | null => senses[row] ?? null, sentenceOf: (row: number): string => `sentence ${row}` };

describe('distances of the layer shown', () => {
  it('are cosine distances, NaN for a row without a vector', () => {
    expect([...distancesFrom(table, 0)].map((value) => Number(value.toFixed(4)))).toEqual([0, 1, 0, NaN, 0.2929]);
  });

  it('give the nearest, and the means to its own and the other senses', () => {
    const { nearest, meanToOwn, meanToOthers } = hoverFacts(table, 0, facts);
    expect(nearest).toEqual({ row: 2, distance: 0 });
    expect(meanToOwn).toBe(0);
    expect(meanToOthers).toBeCloseTo((1 + 0.2929) / 2, 4);
  });

  it('count no occurrence of the same sentence and none without a sense', () => {
    const sameSentence = hoverFacts(table, 0, { ...facts, sentenceOf: (row) => (row === 2 ? 'sentence 0' : `sentence ${row}`) });
    expect(sameSentence.meanToOwn).toBeNull();
    expect(hoverFacts(table, 0, { ...facts, senseOf: () => null })).toMatchObject({ meanToOwn: null, meanToOthers: null });
  });
});

it('ranks points of a map by their distance', () => {
  expect([...mapRanks(Float32Array.of(0, 0, 0, 3, 0, 0, 0, 1, 0, 0, 0, 2), 0)]).toEqual([0, 3, 1, 2]);
});
