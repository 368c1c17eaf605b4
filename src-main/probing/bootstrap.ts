import type { Interval } from '@contract/layers/layer-measures';
import { mulberry32, randomBelow } from '@contract/prng';

const N_SAMPLES = 1_000;

/** What is drawn together (the occurrences of one sentence, say): how many rows, and how many of them were right. */
export interface CountedGroup {
  readonly n: number;
  readonly nRight: number;
}

/**
 * Percentile bootstrap (Efron 1979), 95 %, of shares that are right: of all rows (micro), and averaged over the strata (macro). Groups are drawn with
 * replacement within each stratum, as often as it has groups, so that none is lost.
 */
export function bootstrapShares(strata: readonly (readonly CountedGroup[])[], seed: number, nSamples = N_SAMPLES): { readonly micro: Interval; readonly macro: Interval } {
  const random = mulberry32(seed);
  const [micro, macro] = [new Float64Array(nSamples), new Float64Array(nSamples)];
  for (let sample = 0; sample < nSamples; sample++) {
    let [n, nRight, shares] = [0, 0, 0];
    for (const groups of strata) {
      let [nOfStratum, nRightOfStratum] = [0, 0];
      for (let draw = 0; draw < groups.length; draw++) {
        const group = groups[randomBelow(random, groups.length)] as CountedGroup;
        nOfStratum += group.n;
        nRightOfStratum += group.nRight;
      }
      n += nOfStratum;
      nRight += nRightOfStratum;
      shares += nRightOfStratum / nOfStratum;
    }
    micro[sample] = nRight / n;
    macro[sample] = shares / strata.length;
  }
  return { micro: middle(micro), macro: middle(macro) };
}

const middle = (values: Float64Array): Interval => {
  const sorted = values.sort();
  return [quantile(sorted, 0.025), quantile(sorted, 0.975)];
};

/** Of ascending numbers, linear between two of them (numpy's default). */
function quantile(sorted: Float64Array, share: number): number {
  const at = share * (sorted.length - 1);
  const below = Math.floor(at);
  const low = sorted[below] as number;
  return low + (at - below) * ((sorted[Math.min(below + 1, sorted.length - 1)] as number) - low);
}
