import type { Clustering, ClusterScores, JudgedClusters } from '@contract/layers/induced-senses';
import type { LayerMix } from '@contract/layers/layer-mix';
import type { FoundSenses } from '../sets/found-senses';
import { counted } from './captions';
import { mixName } from './layer-mix';

export const METHOD_NAMES: Readonly<Record<Clustering, string>> = { kmeans: 'k-means', agglomerative: 'agglomerative', hdbscan: 'by density (HDBSCAN)' };

const METHODS_SAID: Readonly<Record<Clustering, string>> = { kmeans: 'by k-means', agglomerative: 'by average linkage', hdbscan: 'by density' };

/** "layer 6 of MiniLM L6" */
export const foundWhere = (modelName: string, layer: number, nLayers: number, mix: LayerMix | null): string =>
  mix !== null ? `${mixName(mix)} of ${modelName}` : nLayers === 1 ? modelName : `layer ${layer} of ${modelName}`;

/** Where and how clusters were found, and how their number came about. */
export function foundLine({ where, method, clusters, isAutomatic, isChanged, silhouette, nTried }: FoundSenses): string {
  const from = `Found in ${where} ${METHODS_SAID[method]}`;
  if (isChanged) return `${from}, then changed by hand: ${counted(clusters.length, 'cluster')}.`;
  if (clusters.length === 0) return `${from}: no group of occurrences is denser than what lies around it.`;
  const value = silhouette === null ? null : silhouette.toFixed(2);
  const why = method === 'hdbscan' ? value === null ? '' : `; silhouette of those in a cluster ${value}`
    : isAutomatic && nTried > 1 && value !== null ? `, of ${nTried} numbers tried the one with the greatest silhouette (${value})` : value === null ? '' : `; silhouette ${value}`;
  return `${from}: ${counted(clusters.length, 'cluster')}${why}.`;
}

const beside = (name: string, key: keyof ClusterScores, { chance, ...scores }: JudgedClusters): string => `${name} ${signed(scores[key])} (${signed(chance[key])})`;

/** No "-0.00". */
const signed = (value: number): string => (Math.abs(value) < 0.005 ? 0 : value).toFixed(2).replace('-', '\u2212');

/** How clusters agree with the gold senses, against a random grouping. */
export function scoreLine(scores: JudgedClusters): string {
  const { n, nSenses, nLoose, ari } = scores;
  if (nSenses < 2) return `All ${counted(n, 'labelled occurrence')} have one sense: there is nothing to compare the clusters with.`;
  const loose = nLoose === 0 ? '' : ` ${nLoose.toLocaleString('en')} in no cluster ${nLoose === 1 ? 'counts' : 'count'} as one more group.`;
  return `Beside the ${nSenses} senses of ${counted(n, 'labelled occurrence')}, the adjusted Rand index is ${signed(ari)}, where a random grouping of the same sizes gets 0 on average and the senses themselves get 1; in brackets what such a grouping gets otherwise: ${beside('V-measure', 'vMeasure', scores)}, ${beside('homogeneity', 'homogeneity', scores)}, ${beside('completeness', 'completeness', scores)}.${loose}`;
}

/** What the scores ask. */
export const SCORES_MEAN = 'Homogeneity: whether a cluster holds one sense. Completeness: whether a sense lies in one cluster. V-measure: their harmonic mean.';

/** "4 of 9 numbers of clusters tried", or that it is under way. */
export const findingLine = (nDone: number, nTotal: number): string => (nTotal > 1 ? `${nDone} of ${nTotal} numbers of clusters tried` : 'Looking for clusters');
