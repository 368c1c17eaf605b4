import { bootstrapInterval, type Interval } from './bootstrap';

/** How often labels were found, with what needs no model. All are shares, 0…1. */
export interface Accuracy {
  /** Of all rows. */
  readonly micro: number;
  /** Averaged over the labels, so that a rare one counts as much as a common one. */
  readonly macro: number;
  readonly microInterval: Interval | null;
  readonly macroInterval: Interval | null;
  /** Rows that were counted. */
  readonly n: number;
  readonly nLabels: number;
}

/** What is right without looking at a vector. */
export interface LabelBaselines {
  /** Always the most frequent label: micro; macro it is 1 / nLabels. */
  readonly majority: number;
  /** A label drawn as often as it occurs: Σ p². */
  readonly chance: number;
  readonly macro: number;
}

/**
 * @param gold of every row; null: not counted
 * @param found of every row; null: none was found, which is wrong
 * @param groups of every row: rows of one group are resampled together
 * @returns null where fewer than two labels are counted
 */
export function accuracyOf(gold: readonly (string | null)[], found: readonly (string | null)[], groups: ArrayLike<number>, seed = 42): Accuracy | null {
  const rows = [...gold.keys()].filter((row) => gold[row] !== null);
  const measured = sharesOf(rows, gold, found);
  if (measured === null) return null;
  const strata = strataOf(rows, gold, groups);
  return {
    ...measured, n: rows.length, nLabels: strata.length,
    microInterval: bootstrapInterval(strata, (sample) => sharesOf(sample, gold, found)?.micro ?? null, seed),
    macroInterval: bootstrapInterval(strata, (sample) => sharesOf(sample, gold, found)?.macro ?? null, seed),
  };
}

export function labelBaselines(gold: readonly (string | null)[]): LabelBaselines {
  const counts = new Map<string, number>();
  for (const label of gold) if (label !== null) counts.set(label, (counts.get(label) ?? 0) + 1);
  const n = [...counts.values()].reduce((sum, count) => sum + count, 0);
  return { majority: Math.max(0, ...counts.values()) / n, chance: [...counts.values()].reduce((sum, count) => sum + (count / n) ** 2, 0), macro: 1 / counts.size };
}

function sharesOf(rows: readonly number[], gold: readonly (string | null)[], found: readonly (string | null)[]): { micro: number; macro: number } | null {
  const tallies = new Map<string, { n: number; nRight: number }>();
  let nRight = 0;
  for (const row of rows) {
    const label = gold[row] as string;
    let tally = tallies.get(label);
    if (tally === undefined) tallies.set(label, tally = { n: 0, nRight: 0 });
    tally.n++;
    if (found[row] !== label) continue;
    tally.nRight++;
    nRight++;
  }
  if (tallies.size < 2) return null;
  return { micro: nRight / rows.length, macro: [...tallies.values()].reduce((sum, tally) => sum + tally.nRight / tally.n, 0) / tallies.size };
}

/** A stratum a label, so that none is lost; in it the rows of a group together. */
function strataOf(rows: readonly number[], gold: readonly (string | null)[], groups: ArrayLike<number>): number[][][] {
  const strata = new Map<string, Map<number, number[]>>();
  for (const row of rows) {
    const label = gold[row] as string;
    const stratum = strata.get(label) ?? new Map<number, number[]>();
    strata.set(label, stratum);
    const group = groups[row] as number;
    stratum.set(group, [...stratum.get(group) ?? [], row]);
  }
  return [...strata.values()].map((stratum) => [...stratum.values()]);
}
