import { Failure } from '@contract/failure';
import {
  FEWEST_CLUSTERS, MIN_CLUSTER_SIZE, MOST_CLUSTERED_ROWS, NO_CLUSTER, type Clustering, type ClusterScores, type DescribedClusters, type InducedSenses,
  type JudgedClusters,
} from '@contract/layers/induced-senses';
import type { Occurrence } from '@contract/occurrence';
import { mulberry32, shuffle } from '@contract/prng';
import { takeRows, type VectorTable } from '@vectors/vector-table';
import { STOP_WORDS } from '../../tokenizers/stop-words';
import { tokenizeWords } from '../../tokenizers/word-tokenizer';
import { induceSteps } from './induce';
import { clusterScores } from './scores';
import { tellingWords } from './telling-words';

export interface InduceChoice {
  readonly layer: number;
  readonly method: Clustering;
  /** Null: by the silhouette. Density finds the number itself. */
  readonly k: number | null;
  readonly seed: number;
}

const N_TELLING = 6;
/** Random groupings of which chance is the mean; their seed is no choice of the user's. */
const [N_SHUFFLES, SHUFFLE_SEED] = [200, 1];

/**
 * Clusters rows of a set by the vectors of a layer and says what tells the clusters apart; the app and `contexture induce` alike. Yields how many numbers of clusters have been tried.
 * @param rows those that take part, ascending
 * @throws Failure `bad-request` for a number given to a method that finds its own, `bad-input` for too few rows, `too-large` for more than 5,000
 */
export function* induceSetSteps(table: VectorTable, occurrences: readonly Occurrence[], rows: readonly number[], { layer, method, k, seed }: InduceChoice): Generator<number, InducedSenses> {
  if (method === 'hdbscan' && k !== null) throw new Failure('bad-request', 'Clustering by density finds the number of clusters itself. Leave the number out, or choose another method.');
  if (rows.length > MOST_CLUSTERED_ROWS) throw new Failure('too-large', `${rows.length.toLocaleString('en-GB')} occurrences are more than can be compared in pairs; the limit is ${MOST_CLUSTERED_ROWS.toLocaleString('en-GB')}. Give fewer.`);
  const fewest = method === 'hdbscan' ? 2 * MIN_CLUSTER_SIZE : k ?? FEWEST_CLUSTERS + 1;
  if (rows.length < fewest) throw new Failure('bad-input', `${rows.length} occurrences are too few for ${k ?? 'any'} clusters; there must be ${fewest}. Add sentences.`);
  const { clusters: found, silhouette, tried } = yield* induceSteps(takeRows(table, rows), layer, method, k, seed);
  const clusters = new Int32Array(occurrences.length).fill(NO_CLUSTER);
  rows.forEach((row, i) => { clusters[row] = found[i] as number; });
  return { clusters, silhouette, tried, ...describedClusters(occurrences, clusters, new Set(rows)) };
}

/**
 * Telling words of each cluster and, where rows have a gold sense, how well the two agree.
 * @param counted rows that take part: those in no cluster count in the scores where they are among them
 * @throws Failure `bad-request` where there are not as many clusters as rows
 */
export function describedClusters(occurrences: readonly Occurrence[], clusters: ArrayLike<number>, counted: ReadonlySet<number>): DescribedClusters {
  if (clusters.length !== occurrences.length) throw new Failure('bad-request', `There are ${clusters.length} clusters for ${occurrences.length} rows.`);
  // Those in no cluster are others to every cluster.
  const rows = [...counted];
  return {
    words: tellingWords(rows.map((row) => contextOf(occurrences[row] as Occurrence)), rows.map((row) => clusters[row] as number), N_TELLING),
    scores: judged(rows.flatMap((row) => { const sense = occurrences[row]?.labels['sense']; return sense === undefined ? [] : [{ sense, cluster: clusters[row] as number }]; })),
  };
}

/** Words of the sentence without the target, numbers and function words, letters small. */
function contextOf({ text, charStart, charEnd }: Occurrence): string[] {
  return tokenizeWords(text)
    .filter((token) => token.charEnd <= charStart || token.charStart >= charEnd)
    .map(({ form }) => form.toLowerCase())
    .filter((form) => /^\p{L}{2,}$/u.test(form) && !STOP_WORDS.has(form));
}

function judged(rows: readonly { readonly sense: string; readonly cluster: number }[]): JudgedClusters | null {
  if (rows.length === 0) return null;
  const [senses, clusters] = [rows.map(({ sense }) => sense), rows.map(({ cluster }) => cluster)];
  const random = mulberry32(SHUFFLE_SEED);
  const chances = Array.from({ length: N_SHUFFLES }, () => clusterScores(senses, shuffle([...clusters], random)));
  const mean = (name: keyof ClusterScores): number => chances.reduce((sum, one) => sum + one[name], 0) / N_SHUFFLES;
  return {
    n: rows.length, nLoose: clusters.filter((cluster) => cluster === NO_CLUSTER).length, nSenses: new Set(senses).size, ...clusterScores(senses, clusters),
    // Its mean over all groupings of these sizes is 0 by its making.
    chance: { ari: 0, homogeneity: mean('homogeneity'), completeness: mean('completeness'), vMeasure: mean('vMeasure') },
  };
}
