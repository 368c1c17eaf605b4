import { expect, it } from 'vitest';
import type { KeptInt8Speed } from '@contract/speed/int8-speed';
import { costCells, costLine, gainText, measuredText, verdictText } from './int8-speed';

const speed: KeptInt8Speed = {
  set: 'bank', nOccurrences: 172, device: 'CPU, 2 threads', measuredAt: '2026-03-02T10:15:00.000Z',
  wordsPerSecond: { exact: 1_840.4, int8: 3_120, ratio: 1.7, rounds: [{ nWords: 9, exactMs: 168, int8Ms: 100 }, { nWords: 9, exactMs: 172, int8Ms: 100 }] },
  layers: [{ layer: 0, cosine: { worst: 1, median: 1 }, recall: null, sameNearest: null }, { layer: 1, cosine: { worst: 0.97612, median: 0.999999 }, recall: { exact: 0.8, int8: 0.75 }, sameNearest: 0.942 }],
  verdicts: { layer: 1, nSame: 160, n: 172 },
};

it('says what 8 bits gain and cost, and never that vectors are equal which are not', () => {
  expect(gainText(speed)).toBe('1,840 words a second exact, 3,120 in 8 bits: 1.70 times as fast (2 rounds, 1.68 to 1.72)');
  expect(speed.layers.map(costCells)).toEqual([['1', '1', '–', '–', '–'], ['0.97612', '0.99999', '0.800', '0.750', '0.942']]);
  expect(verdictText(speed)).toBe('Verdicts at layer 1: 160 of 172 stay the same, each judged without its fifth of the set.');
  expect(verdictText({ ...speed, verdicts: null })).toMatch(/^No verdicts/u);
  expect(measuredText(speed)).toBe('Measured on 172 occurrences of bank, CPU, 2 threads, 2 March 2026.');
  expect(costLine(speed)).toBe('1.7 times as fast as exact; worst cosine 0.97612');
});
