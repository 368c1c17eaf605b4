/** Numbers that differ by less differ by the order of sums alone. */
const SAME = 1e-5;

/** Groups of rows, two and more, whose vectors `[n, dim]` are equal; in the order of their first rows. */
export function equalGroups(vectors: Float32Array, dim: number, rows: ArrayLike<number>): readonly (readonly number[])[] {
  const sums = new Map(Array.from(rows, (row) => [row, weightedSum(vectors, row * dim, dim)]));
  const order = [...sums.keys()].sort((a, b) => (sums.get(a) ?? 0) - (sums.get(b) ?? 0));
  const groups: number[][] = [];
  const placed = new Set<number>();
  for (const [at, first] of order.entries()) {
    if (placed.has(first)) continue;
    const group = [first];
    // Equal vectors have nearly equal sums, so that they follow each other here.
    for (let next = at + 1; next < order.length; next++) {
      const row = order[next] as number;
      if ((sums.get(row) ?? 0) - (sums.get(first) ?? 0) > SAME * dim) break;
      if (!placed.has(row) && areEqual(vectors, first * dim, row * dim, dim)) group.push(row);
    }
    if (group.length < 2) continue;
    for (const row of group) placed.add(row);
    groups.push(group.sort((a, b) => a - b));
  }
  return groups.sort((a, b) => (a[0] ?? 0) - (b[0] ?? 0));
}

/** How many different vectors some rows have. @param groups theirs, see {@link equalGroups} */
export const nDifferent = (rows: ArrayLike<number>, groups: readonly (readonly number[])[]): number => rows.length - groups.reduce((more, group) => more + group.length - 1, 0);

/** Different weights, so that the same numbers in another order have another sum. */
function weightedSum(vectors: Float32Array, start: number, dim: number): number {
  let sum = 0;
  for (let d = 0; d < dim; d++) sum += (vectors[start + d] as number) * (1 - ((d * 7) % 13) / 13);
  return sum;
}

function areEqual(vectors: Float32Array, a: number, b: number, dim: number): boolean {
  for (let d = 0; d < dim; d++) if (Math.abs((vectors[a + d] as number) - (vectors[b + d] as number)) > SAME) return false;
  return true;
}

export interface Merged {
  /** `[n, 3]`; points of one group stand at its mean. */
  readonly coordinates: Float32Array;
  /** Per point: how many it stands for; 1 for most, 0 for those that another one stands for. */
  readonly counts: Int32Array;
}

/** Brings the points of equal vectors together: a map draws them apart, since it must put each somewhere. */
export function mergeEqual(coordinates: Float32Array, groups: readonly (readonly number[])[]): Merged {
  const merged = coordinates.slice();
  const counts = new Int32Array(coordinates.length / 3).fill(1);
  for (const group of groups) {
    for (let axis = 0; axis < 3; axis++) {
      const mean = group.reduce((sum, point) => sum + (coordinates[point * 3 + axis] as number), 0) / group.length;
      for (const point of group) merged[point * 3 + axis] = mean;
    }
    group.forEach((point, i) => { counts[point] = i === 0 ? group.length : 0; });
  }
  return { coordinates: merged, counts };
}
