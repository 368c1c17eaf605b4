import { describe, expect, it } from 'vitest';
import type { JudgedClusters } from '@contract/layers/induced-senses';
import { areOf, clusterNames, foundColumn, foundOf, haveSameSenses, mergedRows, namesOfRows, numbersOf, regrouped, renamed, rowsOfCluster, splitRows } from './found-senses';
import { addColumn, setSense } from './set-edits';
import { marked, setOf } from './set.testing';

const set = setOf([marked('a |bank|', 'money'), marked('b |bank|', 'river'), marked('c |bank|'), marked('d |bank|'), marked('e |bank|', 'river')]);
const scores = { n: 3 } as JudgedClusters;
const found = foundOf(
  { clusters: Int32Array.of(0, 1, -1, 0, 2), silhouette: 0.4, tried: [{ k: 3, silhouette: 0.4 }], words: [['loan', 'rate', 'debt', 'cash'], ['reeds'], []], scores },
  { set, key: 'k', layer: 2, where: 'layer 2 of M', method: 'kmeans', isAutomatic: true },
);

it('numbers clusters from 1 and calls them by their first words, or by their number', () => {
  expect([...found.clusterOf]).toEqual([1, 2, 0, 1, 3]);
  expect(numbersOf(found.clusterOf)).toEqual([0, 1, -1, 0, 2]);
  expect([...clusterNames(found.clusters)]).toEqual([[1, 'loan, rate, debt'], [2, 'reeds'], [3, 'cluster 3']]);
  expect(rowsOfCluster(found, 1)).toEqual([0, 3]);
  expect(namesOfRows(found)).toEqual(['loan, rate, debt', 'reeds', null, 'loan, rate, debt', 'cluster 3']);
});

it('is a column whose values are categories though they are digits', () => {
  const column = foundColumn(found);
  expect(column).toMatchObject({ id: 'found', values: ['1', '2', null, '1', '3'], numbers: null, isTooVaried: false });
  expect(column.label('2')).toBe('reeds');
});

describe('changes by hand', () => {
  const described = { words: [['loan'], [], ['mud']], scores: null };

  it('merge two under the name of the first', () => {
    const merged = regrouped(renamed(found, 1, 'wealth'), mergedRows(found, 1, 2), described);
    expect(merged).toMatchObject({ isChanged: true, scores: null, clusters: [{ id: 1, words: ['loan'], given: 'wealth' }, { id: 3, words: ['mud'], given: null }] });
    expect([...merged.clusterOf]).toEqual([1, 1, 0, 1, 3]);
    // What is split off takes the number, and the colour, that is free.
    const split = splitRows(merged, 1, Int32Array.of(0, 1, -1, 0, -1));
    expect([...split]).toEqual([1, 2, 0, 1, 3]);
    expect(regrouped(merged, split, described, 1).clusters.map(({ id, given }) => [id, given])).toEqual([[1, null], [2, null], [3, null]]);
  });

  it('rename, never two alike, and back to the words', () => {
    const once = renamed(found, 3, ' reeds ');
    expect(clusterNames(once.clusters).get(3)).toBe('reeds 2');
    expect(clusterNames(renamed(once, 3, '  ').clusters).get(3)).toBe('cluster 3');
    expect([...clusterNames([{ id: 1, words: ['x'], given: null }, { id: 2, words: ['x'], given: null }, { id: 3, words: [], given: 'x' }]).values()].sort()).toEqual(['x', 'x 2', 'x 3']);
  });
});

it('belongs to sentences, its scores to their senses', () => {
  const other = setSense(set, [2], 'money');
  expect([areOf(found, other), haveSameSenses(set, other)]).toEqual([true, false]);
  expect([areOf(found, setOf(set.occurrences.slice(1))), haveSameSenses(set, { ...set, title: 'other' })]).toEqual([false, true]);
});

it('is written as a label column of a name that is free, leaving rows in no cluster alone', () => {
  const { set: once, name } = addColumn(set, 'found', namesOfRows(found));
  expect([name, once.occurrences.map(({ labels }) => labels['found'])]).toEqual(['found', ['loan, rate, debt', 'reeds', undefined, 'loan, rate, debt', 'cluster 3']]);
  expect(once.occurrences[2]).toBe(set.occurrences[2]);
  expect(addColumn(once, 'found', namesOfRows(found)).name).toBe('found 2');
});
