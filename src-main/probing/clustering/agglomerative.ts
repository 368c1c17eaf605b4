import { inOrder } from './kmeans';

/** Two clusters, by the row that stands for each, become one at this distance. */
export interface Merge {
  readonly a: number;
  readonly b: number;
  readonly height: number;
}

/**
 * Agglomerative clustering with average linkage (UPGMA, Sokal & Michener 1958) by cosine distance, found along chains of nearest neighbours (Murtagh 1983), which
 * gives the same tree as merging the nearest pair each time; n² steps and n² numbers. Yields after every merge.
 * @param cosines row-major `[n, n]`
 * @returns the n − 1 merges of the tree, in the order in which they were found
 */
export function* linkageSteps(cosines: Float32Array, n: number): Generator<undefined, readonly Merge[]> {
  // A loop: the mapping of `from` takes seconds for 5,000 rows.
  const distances = new Float64Array(cosines.length);
  for (let at = 0; at < distances.length; at++) distances[at] = 1 - (cosines[at] as number);
  const sizes = new Float64Array(n).fill(1);
  const isThere = new Uint8Array(n).fill(1);
  const merges: Merge[] = [];
  let chain: number[] = [];
  while (merges.length < n - 1) {
    if (chain.length === 0) chain = [isThere.indexOf(1)];
    const last = chain.at(-1) as number;
    const before = chain.at(-2) ?? -1;
    // Of equals the one before, so that the chain ends.
    let nearest = before;
    for (let other = 0; other < n; other++) {
      if (isThere[other] === 1 && other !== last && (nearest < 0 || (distances[last * n + other] as number) < (distances[last * n + nearest] as number))) nearest = other;
    }
    if (nearest !== before) {
      chain.push(nearest);
      continue;
    }
    chain.splice(-2);
    merges.push({ a: before, b: last, height: distances[last * n + before] as number });
    join(distances, sizes, isThere, n, before, last);
    yield;
  }
  return merges;
}

/** `b` goes up in `a`, whose distances become the means over all pairs of rows. */
function join(distances: Float64Array, sizes: Float64Array, isThere: Uint8Array, n: number, a: number, b: number): void {
  const [nA, nB] = [sizes[a] as number, sizes[b] as number];
  for (let other = 0; other < n; other++) {
    if (isThere[other] === 0 || other === a || other === b) continue;
    const mean = (nA * (distances[a * n + other] as number) + nB * (distances[b * n + other] as number)) / (nA + nB);
    distances[a * n + other] = mean;
    distances[other * n + a] = mean;
  }
  sizes[a] = nA + nB;
  isThere[b] = 0;
}

/**
 * The tree cut where k clusters are left: cluster of every row, 0…k − 1, numbered by their first row.
 * @throws RangeError for fewer rows than clusters
 */
export function cutTree(merges: readonly Merge[], n: number, k: number): Int32Array {
  if (n < k) throw new RangeError(`${n} rows are fewer than ${k} clusters`);
  const parents = Int32Array.from({ length: n }, (_, row) => row);
  const rootOf = (row: number): number => {
    let root = row;
    while (parents[root] !== root) root = parents[root] as number;
    return root;
  };
  for (const { a, b } of [...merges].sort((one, other) => one.height - other.height).slice(0, n - k)) parents[rootOf(b)] = rootOf(a);
  return inOrder(Array.from(parents.keys(), rootOf));
}
