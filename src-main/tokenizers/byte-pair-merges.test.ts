import { describe, expect, test } from 'vitest';
import { BytePairMerges } from './byte-pair-merges';

/** By the definition: the earliest learnt pair that stands somewhere, its leftmost place first, until none is left. */
function byDefinition(word: readonly number[], merges: readonly (readonly [number, number, number])[]): number[] {
  const ids = [...word];
  for (;;) {
    let best: { rank: number; at: number } | null = null;
    for (let at = 0; at + 1 < ids.length; at += 1) {
      const rank = merges.findLastIndex(([left, right]) => left === ids[at] && right === ids[at + 1]);
      if (rank >= 0 && (best === null || rank < best.rank)) best = { rank, at };
    }
    if (best === null) return ids;
    ids.splice(best.at, 2, merges[best.rank]?.[2] ?? -1);
  }
}

describe('merges', () => {
  test('equal the definition on random words and merges', () => {
    let state = 5;
    const random = (n: number): number => {
      state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
      return Math.floor((state / 0x80000000) * n);
    };
    let nShortened = 0;
    for (let round = 0; round < 400; round += 1) {
      const list = Array.from({ length: 1 + random(12) }, (_, i) => [random(4 + i), random(4 + i), 4 + i] as const);
      const merges = new BytePairMerges(20);
      for (const [left, right, merged] of list) merges.add(left, right, merged);
      const word = Array.from({ length: random(30) }, () => random(4));
      const ids = [...word];
      const lengths = word.map(() => 1);
      merges.apply(ids, lengths);
      expect(ids).toEqual(byDefinition(word, list));
      expect(lengths).toHaveLength(ids.length);
      expect(lengths.reduce((sum, length) => sum + length, 0)).toBe(word.length);
      if (ids.length < word.length) nShortened += 1;
    }
    expect(nShortened).toBeGreaterThan(200);
  });

  test('a word of 100,000 symbols is merged to its end', () => {
    const merges = new BytePairMerges(20);
    for (let rank = 0; rank < 16; rank += 1) merges.add(rank, rank, rank + 1);
    const ids = new Array<number>(1 << 17).fill(0);
    const lengths = new Array<number>(1 << 17).fill(1);
    merges.apply(ids, lengths);
    expect(ids).toEqual([16, 16]);
    expect(lengths).toEqual([65536, 65536]);
  });
});
