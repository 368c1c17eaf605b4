import type { Line, TimeFit } from '@contract/model-figures';

/** A sentence of n words that was run several times, with milliseconds of every run. */
export interface TimedLength {
  readonly nWords: number;
  readonly runsMs: readonly number[];
}

/**
 * Time against length: medians of the runs, fitted by least squares as a line and, in logarithms, as a power law.
 * @param timed two lengths or more, all different, one word or more each, with one run or more of more than 0 ms
 * @throws RangeError for anything else
 */
export function fitTime(timed: readonly TimedLength[]): TimeFit {
  const samples = timed.map(({ nWords, runsMs }) => ({ nWords, medianMs: median(runsMs) }));
  if (!samples.every(({ nWords, medianMs }) => nWords >= 1 && medianMs > 0)) throw new RangeError('lengths and times must be positive');
  const [n, t] = [samples.map(({ nWords }) => nWords), samples.map(({ medianMs }) => medianMs)];
  return { samples, linear: leastSquares(n, t), power: leastSquares(n.map(Math.log), t.map(Math.log)) };
}

/** Ordinary least squares of y on x. R² is 1 less the residual sum of squares over the total one. @throws RangeError where x has not two different values */
export function leastSquares(x: readonly number[], y: readonly number[]): Line {
  const [meanX, meanY] = [mean(x), mean(y)];
  const sxx = x.reduce((sum, one) => sum + (one - meanX) ** 2, 0);
  if (x.length !== y.length || !(sxx > 0)) throw new RangeError('a line needs two different x, and a y for each');
  const slope = x.reduce((sum, one, i) => sum + (one - meanX) * ((y[i] as number) - meanY), 0) / sxx;
  const intercept = meanY - slope * meanX;
  const total = y.reduce((sum, one) => sum + (one - meanY) ** 2, 0);
  const left = y.reduce((sum, one, i) => sum + (one - intercept - slope * (x[i] as number)) ** 2, 0);
  return { intercept, slope, r2: total === 0 ? null : Math.max(0, 1 - left / total) };
}

/** The middle value; the mean of the two middle ones where they are even in number. NaN for none. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[half] as number : ((sorted[half - 1] ?? Number.NaN) + (sorted[half] ?? Number.NaN)) / 2;
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
