import { clampDistance } from '@vectors/cosine';
import { eachPair, labelledRows, type GoldLabels } from './labelled-rows';
import type { VectorTable } from '@vectors/vector-table';

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

/** Percentile by linear interpolation between order statistics (Hyndman & Fan 1996, type 7: what numpy does by default). */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const position = ((sorted.length - 1) * percent) / 100;
  const below = Math.floor(position);
  const low = sorted[below] as number;
  const high = sorted[Math.min(below + 1, sorted.length - 1)] as number;
  return low + (high - low) * (position - below);
}
