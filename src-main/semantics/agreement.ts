/** How often neighbours share a value, and how often they would by chance. */
export interface Agreement {
  /** Share of the rows whose nearest row has the same value, 0…1. */
  readonly share: number;
  /** The same for a row drawn at random from the others: Σ n(n − 1) / N(N − 1) over the values. */
  readonly chance: number;
  /** Rows that were counted: those with a value, whose nearest row has one too. */
  readonly n: number;
}

/**
 * How often a row's nearest row has the same value. Rows without a value take no part.
 * @param values of every row; null: none
 * @param nearest of every row, as {@link nearestRowsSteps} finds them
 * @returns null where fewer than two values occur or nothing can be counted
 */
export function agreementOf(values: readonly (string | null)[], nearest: ArrayLike<number>): Agreement | null {
  const counts = new Map<string, number>();
  let [n, nSame] = [0, 0];
  for (const [row, value] of values.entries()) {
    const other = values[nearest[row] ?? -1] ?? null;
    if (value === null || other === null) continue;
    n++;
    if (other === value) nSame++;
    counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  if (n < 2 || counts.size < 2) return null;
  const nPairs = [...counts.values()].reduce((sum, count) => sum + count * (count - 1), 0);
  return { share: nSame / n, chance: nPairs / (n * (n - 1)), n };
}
