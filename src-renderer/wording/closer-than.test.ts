import { expect, it } from 'vitest';
import { QUANTILE_LEVELS } from '@contract/model-card';
import { closerThan, percentCloser, shareFarther } from './closer-than';

/** As if all distances from 0.2 to 0.7 were as frequent. */
const quantiles = QUANTILE_LEVELS.map((level) => 0.2 + level / 2);
const pair = (name: string, distance: number) => ({ i: 0, j: 1, name, distance });

it('reads the share of farther pairs off the quantiles', () => {
  for (const [distance, share] of [[0.1, 1], [0.2, 1], [0.215, 0.97], [0.45, 0.5], [0.675, 0.05], [0.7, 0], [0.9, 0]] as const) expect(shareFarther(distance, quantiles)).toBeCloseTo(share, 9);
  expect(shareFarther(0.5, QUANTILE_LEVELS.map(() => 0.5))).toBe(0);
});

it('says nothing where nobody measured it', () => {
  expect([
    shareFarther(0.3, null),
    shareFarther(0.3, [0, 1]),
    shareFarther(Number.NaN, quantiles),
    closerThan([pair('A–B', 0.3)], null, 'mean'),
    closerThan([], quantiles, 'mean'),
  ]).toEqual([null, null, null, null, null]);
});

it('never claims the ends of a sample', () => {
  expect([1, 0.9901, 0.975, 0.012, 0.004].map(percentCloser)).toEqual(['more than 99 %', 'more than 99 %', '97 %', '1 %', 'less than 1 %']);
});

it('tells what the closest and the farthest pair mean', () => {
  expect(closerThan([pair('A–B', 0.45), pair('A–C', 0.3), pair('B–C', 0.11)], quantiles, 'mean')).toBe('B–C is closer than more than 99 % of pairs of random words, A–B than 50 %.');
  expect(closerThan([pair('A–B', 0.21)], quantiles, 'sentence')).toBe('A–B is closer than 98 % of pairs of random sentences.');
});
