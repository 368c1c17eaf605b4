import { FEWEST_CLUSTERS, MIN_CLUSTER_SIZE, MOST_CLUSTERS, NO_CLUSTER, type Clustering } from '@contract/layers/induced-senses';
import { within } from '@contract/steps';
import { unitTable, type VectorTable } from '@vectors/vector-table';
import type { Rows } from '@vectors/rows';
import { cosinesSteps } from '../cosines';
import { silhouette } from '../silhouette';
import { cutTree, linkageSteps } from './agglomerative';
import { hdbscanSteps } from './hdbscan';
import { kMeansSteps } from './kmeans';

export interface FoundClusters {
  readonly k: number;
  /** Cluster of every row, numbered from 0 by the first row of each; {@link NO_CLUSTER}: in none. */
  readonly clusters: Int32Array;
  /** Of the number that was taken, −1…1, of rows that are in a cluster; null where it is not defined. */
  readonly silhouette: number | null;
  /** Of every number that was tried; of one alone where it was given or found by density. */
  readonly tried: readonly { readonly k: number; readonly silhouette: number | null }[];
}

/** How many numbers of clusters are tried for n rows. */
export const nTried = (method: Clustering, k: number | null, n: number): number => (method === 'hdbscan' || k !== null ? 1 : Math.max(0, Math.min(MOST_CLUSTERS, n - 1) - FEWEST_CLUSTERS + 1));

/**
 * Clusters the rows of a layer by cosine, without a label: k-means of unit vectors, average linkage, or by density. Where k is null, the number from 2 to 10 with
 * the greatest silhouette is taken (Rousseeuw 1987), of equals the smaller; density finds its number itself. Yields how many numbers have been tried.
 * @throws RangeError for fewer rows than clusters
 */
export function* induceSteps(table: VectorTable, layer: number, method: Clustering, k: number | null, seed: number): Generator<number, FoundClusters> {
  const units = unitTable(table, layer, [...Array(table.nRows).keys()]);
  const rows: Rows = { values: units.values, n: units.nRows, dim: units.dim };
  const cosines = yield* within(cosinesSteps(rows), 0);
  const tree = method === 'agglomerative' ? yield* within(linkageSteps(cosines, rows.n), 0) : null;
  const found: { readonly k: number; readonly clusters: Int32Array; readonly silhouette: number | null }[] = [];
  for (let tried = 0; tried < nTried(method, k, rows.n); tried++) {
    const wanted = k ?? FEWEST_CLUSTERS + tried;
    const clusters = method === 'hdbscan' ? yield* within(hdbscanSteps(cosines, rows.n, { minClusterSize: MIN_CLUSTER_SIZE }), tried)
      : tree !== null ? cutTree(tree, rows.n, wanted) : (yield* within(kMeansSteps(rows, { k: wanted, seed }), tried)).clusters;
    found.push({ k: Math.max(-1, ...clusters) + 1, clusters, silhouette: silhouette(cosines, Array.from(clusters, (cluster) => (cluster === NO_CLUSTER ? null : String(cluster)))) });
    yield tried + 1;
  }
  const [first, ...others] = found;
  if (first === undefined) throw new RangeError(`${rows.n} rows are too few to cluster`);
  const best = others.reduce((most, one) => ((one.silhouette ?? -Infinity) > (most.silhouette ?? -Infinity) ? one : most), first);
  return { ...best, tried: found.map(({ k: number, silhouette: value }) => ({ k: number, silhouette: value })) };
}
