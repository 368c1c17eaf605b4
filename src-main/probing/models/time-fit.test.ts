import { describe, expect, it } from 'vitest';
import { sequentialSteps } from './sequential-steps';
import { fitTime, leastSquares, median } from './time-fit';

describe('leastSquares', () => {
  it('finds a line that the points lie on', () => {
    const { intercept, slope, r2 } = leastSquares([1, 2, 5], [5, 7, 13]);
    expect([intercept, slope, r2].map((value) => value?.toFixed(10))).toEqual(['3.0000000000', '2.0000000000', '1.0000000000']);
  });

  it('agrees with Anscombe’s first set (1973): 3.00 + 0.500 x, R² 0.67', () => {
    const { intercept, slope, r2 } = leastSquares([10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5], [8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68]);
    expect([intercept.toFixed(2), slope.toFixed(3), r2?.toFixed(2)]).toEqual(['3.00', '0.500', '0.67']);
  });

  it('explains nothing where nothing varies, and takes no single point', () => {
    expect(leastSquares([1, 2], [4, 4])).toEqual({ intercept: 4, slope: 0, r2: null });
    expect(() => leastSquares([2, 2], [1, 3])).toThrow(RangeError);
    expect(() => leastSquares([], [])).toThrow(RangeError);
  });
});

it('the median is the middle one, or the mean of two', () => {
  expect([median([3, 1, 9]), median([4, 1, 2, 9])]).toEqual([2 + 1, 3]);
  expect(median([])).toBeNaN();
});

describe('fitTime', () => {
  it('takes the medians, and finds line and exponent', () => {
    const line = fitTime([8, 16, 32, 64].map((nWords) => ({ nWords, runsMs: [1_000, 2 + 0.5 * nWords, 0.001] })));
    expect(line.samples[0]).toEqual({ nWords: 8, medianMs: 6 });
    expect(line.linear.slope).toBeCloseTo(0.5, 12);
    expect(line.linear.intercept).toBeCloseTo(2, 12);
    const power = fitTime([8, 32, 256].map((nWords) => ({ nWords, runsMs: [0.1 * nWords ** 1.5] })));
    expect(power.power.slope).toBeCloseTo(1.5, 12);
    expect(Math.exp(power.power.intercept)).toBeCloseTo(0.1, 12);
    expect(power.power.r2).toBeCloseTo(1, 12);
  });

  it('refuses times that have no logarithm', () => {
    expect(() => fitTime([{ nWords: 8, runsMs: [0] }, { nWords: 16, runsMs: [1] }])).toThrow(RangeError);
    expect(() => fitTime([{ nWords: 8, runsMs: [] }, { nWords: 16, runsMs: [1] }])).toThrow(RangeError);
  });
});

it('counts the steps that wait for one another', () => {
  expect(sequentialSteps({ kind: 'static', nLayers: 1 })).toEqual({ fixed: 0, perWord: 0 });
  expect(sequentialSteps({ kind: 'ulmfit', nLayers: 4 })).toEqual({ fixed: 3, perWord: 1 });
  expect(sequentialSteps({ kind: 'bert', nLayers: 13 })).toEqual({ fixed: 12, perWord: 0 });
  expect(sequentialSteps({ kind: 'gpt', nLayers: 7 })).toEqual({ fixed: 6, perWord: 0 });
  // Two layers over three words and two marks: five cells below, one more above the last.
  const { fixed, perWord } = sequentialSteps({ kind: 'elmo', nLayers: 3 });
  expect(fixed + 3 * perWord).toBe(6);
});
