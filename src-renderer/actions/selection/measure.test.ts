import { describe, expect, it } from 'vitest';
import { senseReaches } from '@semantics/sense-distances';
import { mulberry32 } from '@contract/prng';
import { distancesFrom, hoverFacts, mapRanks, senseReachOf, tableOf } from './measure';

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

it('reaches as far as the shared measure says', async () => {
  const random = mulberry32(7);
  const nRows = 60;
  const dim = 5;
  const values = Float32Array.from({ length: nRows * dim }, () => random() - 0.3);
  const senseOf = (row: number): string | null => (row % 7 === 0 ? null : `s${row % 3}`);
  const sentences = Int32Array.from({ length: nRows }, (_, row) => row >> 1);
  const expected = senseReaches({ values, nRows, nLayers: 1, dim }, 0, { senses: Array.from({ length: nRows }, (_, row) => senseOf(row)), sentences });
  const reach = await senseReachOf(tableOf(values, dim), { senseOf, sentenceOf: (row) => String(sentences[row]) }, new AbortController().signal);
  expect(reach.size).toBe(3);
  for (const [sense, { usualTo, usualFrom }] of reach) {
    expect(usualTo).toBeCloseTo(expected.get(sense) ?? NaN, 5);
    expect(usualFrom).toBeLessThan(usualTo);
  }
});

it('ranks points of a map by their distance', () => {
  expect([...mapRanks(Float32Array.of(0, 0, 0, 3, 0, 0, 0, 1, 0, 0, 0, 2), 0)]).toEqual([0, 3, 1, 2]);
});
