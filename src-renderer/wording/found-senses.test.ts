import { expect, it } from 'vitest';
import type { JudgedClusters } from '@contract/layers/induced-senses';
import type { FoundSenses } from '../sets/found-senses';
import { findingLine, foundLine, foundWhere, scoreLine } from './found-senses';

const cluster = { id: 1, words: [], given: null };
const found = { where: 'layer 6 of M', method: 'kmeans', clusters: [cluster, cluster], isAutomatic: true, isChanged: false, silhouette: 0.381, nTried: 9 } as unknown as FoundSenses;
const chance = { ari: 0, homogeneity: 0.008, completeness: 0.029, vMeasure: 0.012 };
const scores: JudgedClusters = { n: 172, nLoose: 0, nSenses: 5, ari: 0.063, homogeneity: 0.093, completeness: 0.35, vMeasure: 0.147, chance };

it('says where clusters were found, how, and how their number came about', () => {
  expect(foundLine(found)).toBe('Found in layer 6 of M by k-means: 2 clusters, of 9 numbers tried the one with the greatest silhouette (0.38).');
  expect(foundLine({ ...found, method: 'agglomerative', isAutomatic: false, nTried: 1, clusters: [cluster] })).toBe('Found in layer 6 of M by average linkage: 1 cluster; silhouette 0.38.');
  expect(foundLine({ ...found, method: 'hdbscan', nTried: 1 })).toBe('Found in layer 6 of M by density: 2 clusters; silhouette of those in a cluster 0.38.');
  expect(foundLine({ ...found, isChanged: true })).toBe('Found in layer 6 of M by k-means, then changed by hand: 2 clusters.');
  expect(foundLine({ ...found, silhouette: null })).toBe('Found in layer 6 of M by k-means: 2 clusters.');
  expect(foundLine({ ...found, method: 'hdbscan', clusters: [], silhouette: null })).toBe('Found in layer 6 of M by density: no group of occurrences is denser than what lies around it.');
});

it('names the vectors', () => {
  expect([
    foundWhere('M', 3, 7, null),
    foundWhere('GloVe', 0, 1, null),
    foundWhere('M', 3, 7, { kind: 'concat', layers: [1, 2], half: 'both' }),
  ]).toEqual(['layer 3 of M', 'GloVe', '2 layers concatenated of M']);
});

it('sets every score beside what a random grouping gets', () => {
  expect(scoreLine(scores)).toBe('Beside the 5 senses of 172 labelled occurrences, the adjusted Rand index is 0.06, where a random grouping of the same sizes gets 0 on average and the senses themselves get 1; in brackets what such a grouping gets otherwise: V-measure 0.15 (0.01), homogeneity 0.09 (0.01), completeness 0.35 (0.03).');
  expect(scoreLine({ ...scores, nLoose: 14, ari: -0.04 })).toContain('index is \u22120.04, where');
  expect(scoreLine({ ...scores, nLoose: 14 })).toMatch(/ 14 in no cluster count as one more group\.$/u);
  expect(scoreLine({ ...scores, nLoose: 1, ari: -0.001 })).toMatch(/index is 0\.00, .* 1 in no cluster counts as one more group\.$/u);
  expect(scoreLine({ ...scores, nSenses: 1 })).toBe('All 172 labelled occurrences have one sense: there is nothing to compare the clusters with.');
});

it('says how far it is', () => {
  expect([findingLine(4, 9), findingLine(0, 1)]).toEqual(['4 of 9 numbers of clusters tried', 'Looking for clusters']);
});
