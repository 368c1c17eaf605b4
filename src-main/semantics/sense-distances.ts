import { clampDistance, dot } from '@vectors/cosine';
import { eachPair, labelledRows, type GoldLabels } from './labelled-rows';
import { vectorAt, type VectorTable } from '@vectors/vector-table';

/** Mean cosine distances of a sense's occurrences, 0…2; pairs from one sentence do not count. */
export interface SenseDistances {
  readonly sense: string;
  readonly n: number;
  /** To its other occurrences; null where there is no such pair. */
  readonly own: number | null;
  /** To the occurrences of the other senses; null where there is no such pair. */
  readonly other: number | null;
}

/** Mean distance within each sense and from it to the others at one layer, senses in order of first appearance. */
export function senseDistances(table: VectorTable, layer: number, labels: GoldLabels): SenseDistances[] {
  const labelled = labelledRows(table, layer, labels);
  const sums = new Map<string, { n: number; own: number; nOwn: number; other: number; nOther: number }>();
  for (const sense of labelled.senses) {
    const sum = sums.get(sense) ?? { n: 0, own: 0, nOwn: 0, other: 0, nOther: 0 };
    sum.n++;
    sums.set(sense, sum);
  }
  const perRow = labelled.senses.map((sense) => sums.get(sense) as NonNullable<ReturnType<typeof sums.get>>);
  eachPair(labelled, (i, j, cosine) => {
    const distance = clampDistance(1 - cosine);
    const [a, b] = [perRow[i] as (typeof perRow)[number], perRow[j] as (typeof perRow)[number]];
    if (a === b) {
      a.own += distance;
      a.nOwn++;
      return;
    }
    a.other += distance;
    a.nOther++;
    b.other += distance;
    b.nOther++;
  });
  return [...sums].map(([sense, sum]) => ({
    sense, n: sum.n, own: sum.nOwn === 0 ? null : sum.own / sum.nOwn, other: sum.nOther === 0 ? null : sum.other / sum.nOther,
  }));
}

/** Distances from a sense's occurrences to the nearest other one of it: the middle 90 % of them, 0…2. */
export interface SenseReach {
  /** 5th percentile. */
  readonly usualFrom: number;
  /** 95th percentile: a typed word farther from a sense than this is unlike what the set has of it. */
  readonly usualTo: number;
}

/**
 * How far each sense reaches at one layer: cosine distances from its occurrences to the nearest other one of the same sense, in another
 * sentence. Yields after each look-up, so that a caller may pause or stop.
 * @param queriesPerSense beyond this many occurrences of a sense the look-ups (not the candidates) are an evenly spaced sample
 * @returns by sense id; senses without two such occurrences are not in the map
 */
export function* senseReachSteps(table: VectorTable, layer: number, labels: GoldLabels, queriesPerSense = Infinity): Generator<undefined, Map<string, SenseReach>> {
  const { senses, sentences, units } = labelledRows(table, layer, labels);
  const members = new Map<string, number[]>();
  for (const [index, sense] of senses.entries()) {
    const known = members.get(sense);
    if (known === undefined) members.set(sense, [index]);
    else known.push(index);
  }
  const reach = new Map<string, SenseReach>();
  for (const [sense, indices] of members) {
    const stride = Math.max(1, Math.ceil(indices.length / queriesPerSense));
    const nearest: number[] = [];
    for (let query = 0; query < indices.length; query += stride) {
      const from = indices[query] as number;
      let best = Infinity;
      for (const to of indices) {
        if (sentences[from] !== sentences[to]) best = Math.min(best, clampDistance(1 - dot(vectorAt(units, from, 0), vectorAt(units, to, 0))));
      }
      if (best !== Infinity) nearest.push(best);
      yield;
    }
    if (nearest.length > 0) reach.set(sense, { usualFrom: percentile(nearest, 5), usualTo: percentile(nearest, 95) });
  }
  return reach;
}

/** The far ends of {@link senseReachSteps}, without a pause: sense id → 95th percentile. */
export function senseReaches(table: VectorTable, layer: number, labels: GoldLabels): Map<string, number> {
  const steps = senseReachSteps(table, layer, labels);
  let step = steps.next();
  while (!step.done) step = steps.next();
  return new Map([...step.value].map(([sense, { usualTo }]) => [sense, usualTo]));
}

/** Percentile by linear interpolation between order statistics (Hyndman & Fan 1996, type 7: what numpy does by default). */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const position = ((sorted.length - 1) * percent) / 100;
  const below = Math.floor(position);
  const low = sorted[below] as number;
  const high = sorted[Math.min(below + 1, sorted.length - 1)] as number;
  return low + (high - low) * (position - below);
}
