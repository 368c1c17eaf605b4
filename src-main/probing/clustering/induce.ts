import { within } from '@contract/steps';
import { unitTable, type VectorTable } from '@vectors/vector-table';
import type { Rows } from '@vectors/rows';
import { cosinesSteps } from '../cosines';
import { silhouette } from '../silhouette';
import { cutTree, linkageSteps } from './agglomerative';
import { kMeansSteps } from './kmeans';

export const CLUSTERINGS = ['kmeans', 'agglomerative'] as const;
export type Clustering = (typeof CLUSTERINGS)[number];

export interface InducedSenses {
  readonly k: number;
  /** Cluster of every row, numbered from 0 by the first row of each. */
  readonly clusters: Int32Array;
  /** Of the number that was taken, −1…1; null where it is not defined. */
  readonly silhouette: number | null;
  /** Of every number that was tried; of one alone where it was given. */
  readonly tried: readonly { readonly k: number; readonly silhouette: number | null }[];
}

/** Numbers of clusters that are tried where none is given. */
export const [FEWEST_CLUSTERS, MOST_CLUSTERS] = [2, 10];

/**
 * Clusters the rows of a layer by cosine, without a label: k-means of unit vectors, or average linkage. Where k is null, the number from 2 to 10 with the greatest
 * silhouette is taken (Rousseeuw 1987), of equals the smaller. Yields now and then.
 * @throws RangeError for fewer rows than clusters
 */
export function* induceSteps(table: VectorTable, layer: number, method: Clustering, k: number | null, seed: number): Generator<undefined, InducedSenses> {
  const units = unitTable(table, layer, [...Array(table.nRows).keys()]);
  const rows: Rows = { values: units.values, n: units.nRows, dim: units.dim };
  const cosines = yield* within(cosinesSteps(rows), undefined);
  const ks = k === null ? Array.from({ length: Math.min(MOST_CLUSTERS, rows.n - 1) - FEWEST_CLUSTERS + 1 }, (_, i) => FEWEST_CLUSTERS + i) : [k];
  const tree = method === 'agglomerative' ? yield* linkageSteps(cosines, rows.n) : null;
  const found: { readonly k: number; readonly clusters: Int32Array; readonly silhouette: number | null }[] = [];
  for (const one of ks) {
    const clusters = tree === null ? (yield* kMeansSteps(rows, { k: one, seed })).clusters : cutTree(tree, rows.n, one);
    found.push({ k: one, clusters, silhouette: silhouette(cosines, Array.from(clusters, String)) });
    yield;
  }
  const [first, ...others] = found;
  if (first === undefined) throw new RangeError(`${rows.n} rows are too few to cluster`);
  const best = others.reduce((most, one) => ((one.silhouette ?? -Infinity) > (most.silhouette ?? -Infinity) ? one : most), first);
  return { ...best, tried: found.map(({ k: number, silhouette: value }) => ({ k: number, silhouette: value })) };
}
