/**
 * Silhouette of labelled rows by cosine distance (Rousseeuw 1987), −1…1: for each row (b − a) / max(a, b), where a is its mean distance to the
 * others of its group and b the least of its mean distances to another group; 0 for a row that is alone in its group; averaged over rows.
 * Equals scikit-learn's `silhouette_score` on the distances 1 − cosine.
 * @param cosines row-major `[n, n]`
 * @param labels of every row; rows without one (null) take no part
 * @returns null where fewer than two groups are labelled, or every group has one row alone
 */
export function silhouette(cosines: Float32Array, labels: readonly (string | null)[]): number | null {
  const n = labels.length;
  const groups = [...new Set(labels.filter((label) => label !== null))];
  const groupOf = labels.map((label) => (label === null ? -1 : groups.indexOf(label)));
  const counts = groups.map((_, group) => groupOf.filter((other) => other === group).length);
  if (groups.length < 2 || counts.every((count) => count === 1)) return null;
  let [sum, nRows] = [0, 0];
  const sums = new Float64Array(groups.length);
  for (let row = 0; row < n; row++) {
    const own = groupOf[row] as number;
    if (own < 0) continue;
    nRows++;
    const nOwn = counts[own] as number;
    if (nOwn === 1) continue;
    sums.fill(0);
    for (let other = 0; other < n; other++) {
      const group = groupOf[other] as number;
      if (group >= 0 && other !== row) sums[group] = (sums[group] as number) + 1 - (cosines[row * n + other] as number);
    }
    const a = (sums[own] as number) / (nOwn - 1);
    let b = Infinity;
    for (const [group, count] of counts.entries()) if (group !== own) b = Math.min(b, (sums[group] as number) / count);
    const larger = Math.max(a, b);
    if (larger > 0) sum += (b - a) / larger;
  }
  return sum / nRows;
}
