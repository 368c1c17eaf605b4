import { mulberry32, randomBelow } from '@contract/prng';

/** Bounds that hold 95 % of what resampling gives. */
export type Interval = readonly [low: number, high: number];

const N_SAMPLES = 1_000;

/**
 * Percentile bootstrap (Efron 1979), 95 %: groups are drawn with replacement within each stratum, as often as it has groups, and the
 * measure is taken of each sample.
 * @param strata of each, the groups of row numbers that are drawn together (the occurrences of one sentence, say)
 * @param measure of a sample of rows; null where it is not defined, which does not count
 * @returns null where no sample has a measure
 */
export function bootstrapInterval(strata: readonly (readonly (readonly number[])[])[], measure: (rows: readonly number[]) => number | null, seed = 42, nSamples = N_SAMPLES): Interval | null {
  const random = mulberry32(seed);
  const found: number[] = [];
  for (let sample = 0; sample < nSamples; sample++) {
    const rows = strata.flatMap((groups) => groups.flatMap(() => groups[randomBelow(random, groups.length)] ?? []));
    const value = measure(rows);
    if (value !== null) found.push(value);
  }
  if (found.length === 0) return null;
  found.sort((a, b) => a - b);
  return [quantile(found, 0.025), quantile(found, 0.975)];
}

/** Of ascending numbers, linear between two of them (numpy's default). */
function quantile(sorted: readonly number[], share: number): number {
  const at = share * (sorted.length - 1);
  const below = Math.floor(at);
  const low = sorted[below] as number;
  return low + (at - below) * ((sorted[Math.min(below + 1, sorted.length - 1)] as number) - low);
}
