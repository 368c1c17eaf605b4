import type { ClusterScores } from '@contract/layers/induced-senses';

/** Of rows that have a sense; as scikit-learn's functions of those names. @throws RangeError without a row */
export function clusterScores(senses: readonly string[], clusters: ArrayLike<number>): ClusterScores {
  const n = senses.length;
  if (n === 0) throw new RangeError('no row has a sense');
  const [cells, ofSense, ofCluster] = [new Map<string, number>(), new Map<string, number>(), new Map<string, number>()];
  const count = (counts: Map<string, number>, key: string): void => { counts.set(key, (counts.get(key) ?? 0) + 1); };
  senses.forEach((sense, row) => {
    const cluster = String(clusters[row]);
    count(cells, `${cluster}\t${sense}`);
    count(ofSense, sense);
    count(ofCluster, cluster);
  });
  const [both, sense, cluster] = [entropy(cells, n), entropy(ofSense, n), entropy(ofCluster, n)];
  // Never below 0, but for the last bits.
  const shared = Math.max(0, sense + cluster - both);
  const homogeneity = sense === 0 ? 1 : shared / sense;
  const completeness = cluster === 0 ? 1 : shared / cluster;
  return {
    ari: adjustedRand(pairs(cells), pairs(ofSense), pairs(ofCluster), (n * (n - 1)) / 2),
    homogeneity, completeness, vMeasure: homogeneity + completeness === 0 ? 0 : (2 * homogeneity * completeness) / (homogeneity + completeness),
  };
}

function adjustedRand(together: number, ofSense: number, ofCluster: number, all: number): number {
  const expected = all === 0 ? 0 : (ofSense * ofCluster) / all;
  const most = (ofSense + ofCluster) / 2;
  return most === expected ? 1 : (together - expected) / (most - expected);
}

const pairs = (counts: ReadonlyMap<string, number>): number => [...counts.values()].reduce((sum, count) => sum + (count * (count - 1)) / 2, 0);
const entropy = (counts: ReadonlyMap<string, number>, n: number): number => [...counts.values()].reduce((sum, count) => sum - (count / n) * Math.log(count / n), 0);
