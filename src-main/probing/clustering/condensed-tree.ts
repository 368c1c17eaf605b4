/** Of a spanning tree of the rows. */
export interface Edge {
  readonly a: number;
  readonly b: number;
  readonly distance: number;
}

/** Clusters of a size that counts, 0 the root, a child after its parent. */
export interface CondensedTree {
  /** By cluster; of the root 0. */
  readonly parents: readonly number[];
  /** By cluster: the sum over its rows of how long each stayed in it, where time is one over the distance (McInnes, Healy & Astels 2017, section 2.3). */
  readonly stabilities: readonly number[];
  /** The smallest cluster that each row was in. */
  readonly clusterOfRow: Int32Array;
}

/** Single linkage: node `n + i` joins two at `distances[i]`. */
interface Linkage {
  readonly children: readonly (readonly [number, number])[];
  readonly distances: readonly number[];
  /** Rows below every node, rows themselves first. */
  readonly sizes: readonly number[];
}

/** Condenses the single linkage of a spanning tree: a split counts where both sides have `minClusterSize` rows, else rows just fall out of their cluster. */
export function condensed(edges: readonly Edge[], n: number, minClusterSize: number): CondensedTree {
  const { children, distances, sizes } = linkageOf(edges, n);
  const [parents, births, stabilities] = [[0], [0], [0]];
  const clusterOfRow = new Int32Array(n);
  const leave = (cluster: number, nRows: number, lambda: number): void => {
    const birth = births[cluster] as number;
    // Equal rows never part: they stay no time at all in what is born without end.
    if (birth !== Infinity) stabilities[cluster] = (stabilities[cluster] as number) + nRows * (lambda - birth);
  };
  const open: { readonly node: number; readonly cluster: number }[] = n > 1 ? [{ node: 2 * n - 2, cluster: 0 }] : [];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    const { node, cluster } = at;
    const [pair, distance] = [children[node - n] as readonly [number, number], distances[node - n] as number];
    const lambda = distance > 0 ? 1 / distance : Infinity;
    const isSplit = pair.every((child) => (sizes[child] as number) >= minClusterSize);
    for (const child of pair) {
      const size = sizes[child] as number;
      if (isSplit) {
        leave(cluster, size, lambda);
        const born = parents.push(cluster) - 1;
        births.push(lambda);
        stabilities.push(0);
        open.push({ node: child, cluster: born });
      } else if (size >= minClusterSize) open.push({ node: child, cluster });
      else {
        leave(cluster, size, lambda);
        for (const row of rowsBelow(child, children, n)) clusterOfRow[row] = cluster;
      }
    }
  }
  return { parents, stabilities, clusterOfRow };
}

function linkageOf(edges: readonly Edge[], n: number): Linkage {
  const roots = Array.from({ length: 2 * n - 1 }, (_, node) => node);
  const rootOf = (row: number): number => {
    let root = row;
    while (roots[root] !== root) root = roots[root] as number;
    for (let node = row; node !== root;) [node, roots[node]] = [roots[node] as number, root];
    return root;
  };
  const sizes = new Array<number>(n).fill(1);
  const sorted = [...edges].sort((one, other) => one.distance - other.distance);
  const children = sorted.map(({ a, b }, i): [number, number] => {
    const pair: [number, number] = [rootOf(a), rootOf(b)];
    for (const child of pair) roots[child] = n + i;
    sizes.push((sizes[pair[0]] as number) + (sizes[pair[1]] as number));
    return pair;
  });
  return { children, distances: sorted.map(({ distance }) => distance), sizes };
}

function* rowsBelow(top: number, children: Linkage['children'], n: number): Generator<number> {
  const open = [top];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (node < n) yield node;
    else open.push(...(children[node - n] as readonly [number, number]));
  }
}
