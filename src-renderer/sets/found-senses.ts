import { NO_CLUSTER, type Clustering, type InducedSenses, type JudgedClusters } from '@contract/layers/induced-senses';
import type { SentenceSet } from '@contract/occurrence';
import type { Column } from './columns';
import { freeTitle, haveSameTexts } from './set-edits';

/** Id of the column that the clusters are. */
export const FOUND_COLUMN = 'found';

export interface FoundCluster {
  /** From 1; also its glyph and its hue, up to 8. */
  readonly id: number;
  /** Most telling first. */
  readonly words: readonly string[];
  /** What the user calls it; null: by its words. */
  readonly given: string | null;
}

/** Clusters of a set's occurrences, as they were found or as they were changed since. */
export interface FoundSenses {
  /** With the labels that the scores were counted with. */
  readonly set: SentenceSet;
  /** Of the vectors in which they were found. */
  readonly key: string;
  readonly layer: number;
  /** "layer 6 of MiniLM L6" */
  readonly where: string;
  readonly method: Clustering;
  /** Whether the number was left to the method. */
  readonly isAutomatic: boolean;
  readonly silhouette: number | null;
  readonly nTried: number;
  /** Merged or split by hand: silhouette and number are those of before. */
  readonly isChanged: boolean;
  /** By row: the id of its cluster, 0 for none. */
  readonly clusterOf: Int32Array;
  readonly clusters: readonly FoundCluster[];
  readonly scores: JudgedClusters | null;
}

const N_NAME_WORDS = 3;

const ownName = ({ id, words }: FoundCluster): string => (words.length === 0 ? `cluster ${id}` : words.slice(0, N_NAME_WORDS).join(', '));

/** What every cluster is called, by its id: as the user calls it, else by its words; no two alike. */
export function clusterNames(clusters: readonly FoundCluster[]): ReadonlyMap<number, string> {
  const names = new Map(clusters.flatMap(({ id, given }) => (given === null ? [] : [[id, given] as const])));
  for (const cluster of clusters) if (cluster.given === null) names.set(cluster.id, freeTitle(ownName(cluster), [...names.values()]));
  return names;
}

/** Ids from the numbers of an answer, which count from 0. */
export const idsOf = (clusters: ArrayLike<number>): Int32Array => Int32Array.from(clusters, (cluster) => (cluster === NO_CLUSTER ? 0 : cluster + 1));

/** The numbers of an answer from ids. */
export const numbersOf = (clusterOf: Int32Array): number[] => Array.from(clusterOf, (id) => (id === 0 ? NO_CLUSTER : id - 1));

export function foundOf(answer: InducedSenses, asked: Pick<FoundSenses, 'set' | 'key' | 'layer' | 'where' | 'method' | 'isAutomatic'>): FoundSenses {
  const { silhouette, tried, scores, words } = answer;
  return { ...asked, silhouette, nTried: tried.length, isChanged: false, clusterOf: idsOf(answer.clusters), clusters: words.map((own, at) => ({ id: at + 1, words: own, given: null })), scores };
}

export const rowsOfCluster = ({ clusterOf }: FoundSenses, id: number): number[] => [...clusterOf.keys()].filter((row) => clusterOf[row] === id);

/** Rows of `other` go over to `id`, which keeps its name. @returns the cluster of every row */
export const mergedRows = ({ clusterOf }: FoundSenses, id: number, other: number): Int32Array => clusterOf.map((one) => (one === other ? id : one));

/** The second half of a cluster gets the lowest id that is free. @param halves by row of the set: 0 or 1 for rows of the cluster */
export function splitRows({ clusterOf, clusters }: FoundSenses, id: number, halves: Int32Array): Int32Array {
  const taken = new Set(clusters.map((one) => one.id));
  let free = 1;
  while (taken.has(free)) free++;
  return clusterOf.map((one, row) => (one === id && halves[row] === 1 ? free : one));
}

/** The same after rows went elsewhere. @param words by id − 1 @param unnamed a cluster that is another one now */
export function regrouped(found: FoundSenses, clusterOf: Int32Array, { words, scores }: Pick<InducedSenses, 'words' | 'scores'>, unnamed: number | null = null): FoundSenses {
  const ids = [...new Set(clusterOf)].filter((id) => id > 0).sort((a, b) => a - b);
  const given = new Map(found.clusters.map((one) => [one.id, one.given]));
  return { ...found, clusterOf, scores, isChanged: true, clusters: ids.map((id) => ({ id, words: words[id - 1] ?? [], given: id === unnamed ? null : given.get(id) ?? null })) };
}

/** A cluster under another name, which no other one has; of white space alone: under its words again. */
export function renamed(found: FoundSenses, id: number, wanted: string): FoundSenses {
  const others = clusterNames(found.clusters.filter((one) => one.id !== id));
  const given = wanted.trim() === '' ? null : freeTitle(wanted.trim(), [...others.values()]);
  return { ...found, clusters: found.clusters.map((one) => (one.id === id ? { ...one, given } : one)) };
}

/** Name of every row's cluster; null for rows in none. */
export function namesOfRows({ clusterOf, clusters }: FoundSenses): (string | null)[] {
  const names = clusterNames(clusters);
  return Array.from(clusterOf, (id) => names.get(id) ?? null);
}

/** The clusters as a column to colour by. */
export function foundColumn({ clusterOf, clusters }: FoundSenses): Column {
  const names = clusterNames(clusters);
  return {
    id: FOUND_COLUMN,
    title: 'cluster',
    values: Array.from(clusterOf, (id) => (id === 0 ? null : String(id))),
    numbers: null,
    label: (value) => names.get(Number(value)) ?? value,
    isTooVaried: false,
  };
}

/** Whether they are of the sentences of a set. */
export const areOf = (found: { readonly set: SentenceSet }, set: SentenceSet): boolean => found.set === set || haveSameTexts(found.set, set);

/** Whether the gold senses are still those that the scores were counted with. */
export const haveSameSenses = (a: SentenceSet, b: SentenceSet): boolean =>
  a.occurrences === b.occurrences || a.occurrences.every(({ labels: { sense } }, row) => sense === b.occurrences[row]?.labels['sense']);
