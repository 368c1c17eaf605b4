import { NO_CLUSTER } from '@contract/layers/induced-senses';
import { condensed, type CondensedTree, type Edge } from './condensed-tree';
import { inOrder } from './kmeans';

export interface HdbscanOptions {
  /** Fewest rows of a cluster, from 2. */
  readonly minClusterSize: number;
  /** The core distance of a row is that to its n-th nearest, itself counted; default: `minClusterSize`, as in scikit-learn. */
  readonly minSamples?: number;
}

/**
 * HDBSCAN (Campello, Moulavi & Sander 2013; McInnes, Healy & Astels 2017) by cosine distance: single linkage of mutual reachability distances, condensed to
 * clusters of `minClusterSize` rows or more, of which those with the greatest excess of mass are taken; never all rows as one cluster. Equals scikit-learn's
 * `HDBSCAN` on the distances 1 − cosine. n² steps. Yields after every row.
 * @param cosines row-major `[n, n]`
 * @returns cluster of every row from 0, numbered by their first row, or {@link NO_CLUSTER} for noise
 * @throws RangeError for fewer rows than `minSamples`
 */
export function* hdbscanSteps(cosines: Float32Array, n: number, { minClusterSize, minSamples = minClusterSize }: HdbscanOptions): Generator<undefined, Int32Array> {
  if (n < minSamples) throw new RangeError(`${n} rows are fewer than ${minSamples} samples`);
  const edges = yield* spanningTreeSteps(cosines, n, yield* coreDistanceSteps(cosines, n, minSamples));
  const tree = condensed(edges, n, minClusterSize);
  return labelled(tree, chosenOf(tree), n);
}

function* coreDistanceSteps(cosines: Float32Array, n: number, minSamples: number): Generator<undefined, Float64Array> {
  const core = new Float64Array(n);
  for (let row = 0; row < n; row++) {
    const own = cosines.slice(row * n, (row + 1) * n);
    own[row] = 1;
    core[row] = 1 - (own.sort()[n - minSamples] as number);
    yield;
  }
  return core;
}

/** Least spanning tree of the mutual reachability distances (Prim 1957). */
function* spanningTreeSteps(cosines: Float32Array, n: number, core: Float64Array): Generator<undefined, readonly Edge[]> {
  const nearest = new Float64Array(n).fill(Infinity);
  const from = new Int32Array(n);
  const isIn = new Uint8Array(n);
  const edges: Edge[] = [];
  for (let last = 0; ;) {
    isIn[last] = 1;
    let next = -1;
    for (let row = 0; row < n; row++) {
      if (isIn[row] === 1) continue;
      const distance = Math.max(core[last] as number, core[row] as number, 1 - (cosines[last * n + row] as number));
      if (distance < (nearest[row] as number)) [nearest[row], from[row]] = [distance, last];
      if (next < 0 || (nearest[row] as number) < (nearest[next] as number)) next = row;
    }
    if (next < 0) return edges;
    edges.push({ a: from[next] as number, b: next, distance: nearest[next] as number });
    last = next;
    yield;
  }
}

/** A cluster is taken where it has at least the mass of all that are taken below it; the root, all rows, never. */
function chosenOf({ parents, stabilities }: CondensedTree): Uint8Array {
  const best = Float64Array.from(stabilities);
  const below = new Float64Array(best.length);
  const isChosen = new Uint8Array(best.length);
  // A child has a greater number than its parent.
  for (let cluster = best.length - 1; cluster > 0; cluster--) {
    if ((below[cluster] as number) > (best[cluster] as number)) best[cluster] = below[cluster] as number;
    else isChosen[cluster] = 1;
    const parent = parents[cluster] as number;
    below[parent] = (below[parent] as number) + (best[cluster] as number);
  }
  for (let cluster = 1; cluster < best.length; cluster++) if (isWithinChosen(cluster, parents, isChosen)) isChosen[cluster] = 0;
  return isChosen;
}

function isWithinChosen(cluster: number, parents: readonly number[], isChosen: Uint8Array): boolean {
  for (let above = parents[cluster] as number; above > 0; above = parents[above] as number) if (isChosen[above] === 1) return true;
  return false;
}

function labelled({ parents, clusterOfRow }: CondensedTree, isChosen: Uint8Array, n: number): Int32Array {
  const clusters = Int32Array.from({ length: n }, (_, row) => {
    let cluster = clusterOfRow[row] as number;
    while (cluster > 0 && isChosen[cluster] === 0) cluster = parents[cluster] as number;
    return cluster > 0 ? cluster : NO_CLUSTER;
  });
  const there = [...clusters.keys()].filter((row) => clusters[row] !== NO_CLUSTER);
  const numbers = inOrder(there.map((row) => clusters[row] as number));
  there.forEach((row, i) => { clusters[row] = numbers[i] as number; });
  return clusters;
}
