import type { Accuracy, LabelBaselines } from '@contract/layers/layer-measures';
import { bootstrapShares, type CountedGroup } from './bootstrap';

/**
 * @param gold of every row; null: not counted
 * @param found of every row; null: none was found, which is wrong
 * @param groups of every row: rows of one group are resampled together
 * @param isCounted whether rows of this label are averaged; those of the others compete all the same
 * @returns null where there are fewer than two labels, or none is counted
 */
export function accuracyOf(
  gold: readonly (string | null)[], found: readonly (string | null)[], groups: ArrayLike<number>, seed = 42, isCounted: (label: string) => boolean = () => true,
): Accuracy | null {
  const nLabels = new Set(gold.filter((label) => label !== null)).size;
  const strata = strataOf(gold.map((label) => (label !== null && isCounted(label) ? label : null)), found, groups);
  if (nLabels < 2 || strata.length === 0) return null;
  const shares = strata.map((of) => ({ n: sum(of, 'n'), nRight: sum(of, 'nRight') }));
  const intervals = bootstrapShares(strata, seed);
  return {
    micro: sum(shares, 'nRight') / sum(shares, 'n'), macro: shares.reduce((all, { n, nRight }) => all + nRight / n, 0) / shares.length,
    microInterval: intervals.micro, macroInterval: intervals.macro, n: sum(shares, 'n'), nLabels,
  };
}

export function labelBaselines(gold: readonly (string | null)[]): LabelBaselines {
  const counts = new Map<string, number>();
  for (const label of gold) if (label !== null) counts.set(label, (counts.get(label) ?? 0) + 1);
  const n = [...counts.values()].reduce((sum, count) => sum + count, 0);
  return { majority: Math.max(0, ...counts.values()) / n, chance: [...counts.values()].reduce((sum, count) => sum + (count / n) ** 2, 0), macro: 1 / counts.size };
}

/** A stratum a label; in it, the rows of each group. */
function strataOf(gold: readonly (string | null)[], found: readonly (string | null)[], groups: ArrayLike<number>): CountedGroup[][] {
  const strata = new Map<string, Map<number, { n: number; nRight: number }>>();
  for (const [row, label] of gold.entries()) {
    if (label === null) continue;
    const stratum = strata.get(label) ?? new Map<number, { n: number; nRight: number }>();
    strata.set(label, stratum);
    const group = groups[row] as number;
    const counted = stratum.get(group) ?? { n: 0, nRight: 0 };
    stratum.set(group, counted);
    counted.n++;
    if (found[row] === label) counted.nRight++;
  }
  return [...strata.values()].map((stratum) => [...stratum.values()]);
}

const sum = (groups: readonly CountedGroup[], field: keyof CountedGroup): number => groups.reduce((all, group) => all + group[field], 0);
