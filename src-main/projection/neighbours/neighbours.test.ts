import { mulberry32 } from '@contract/prng';
import { describe, expect, it } from 'vitest';
import type { Rows } from '@vectors/rows';
import { blobs } from '../blobs.testing';
import { drained } from '@contract/steps';
import { nearestAmong, nearestNeighbours, prepareSearch } from '.';
import { makeSpace, type Metric } from './metric';

const METRICS = ['cosine', 'euclidean'] as const;

/** Every line sorted: by distance, then by row, the row itself first. */
function bruteForce(rows: Rows, metric: Metric, k: number): { indices: number[]; distances: number[] } {
  const space = makeSpace(rows, metric);
  const line = new Float32Array(rows.n);
  const indices: number[] = [], distances: number[] = [];
  for (let row = 0; row < rows.n; row++) {
    space.distancesFrom(space, row, 0, rows.n, line);
    const others = Array.from(line.keys()).filter((other) => other !== row).sort((a, b) => (line[a] as number) - (line[b] as number) || a - b);
    indices.push(row, ...others.slice(0, k - 1));
    distances.push(0, ...others.slice(0, k - 1).map((other) => line[other] as number));
  }
  return { indices, distances };
}

function randomRows(n: number, dim: number, seed: number): Rows {
  const random = mulberry32(seed);
  return { values: Float32Array.from({ length: n * dim }, () => random() - 0.5), n, dim };
}

function expectExact(rows: Rows, metric: Metric, k: number): void {
  const found = drained(nearestNeighbours(rows, metric, k, { search: 'exact' }));
  const expected = bruteForce(rows, metric, k);
  expect(Array.from(found.indices)).toEqual(expected.indices);
  found.distances.forEach((distance, place) => expect(Math.abs(distance - (expected.distances[place] as number))).toBeLessThan(3e-7));
  expect(found.recall).toBe(1);
}

describe.each(METRICS)('exact neighbours, %s', (metric) => {
  it.each([[150, 1], [131, 3], [150, 4], [200, 17], [70, 301]])('equal sorting every line: %i rows of %i', (n, dim) => {
    // One column has only two directions: what cosine leaves there is ties alone.
    expectExact(randomRows(n, dim, n + dim), metric, 9);
  });

  it.each(Array.from({ length: 20 }, (_, n) => n + 1))('are defined for %i rows', (n) => {
    for (const k of [1, Math.ceil(n / 2), n]) expectExact(randomRows(n, 5, n), metric, k);
  });

  it('puts duplicates in row order', () => {
    const values = new Float32Array(90 * 6);
    const few = randomRows(3, 6, 1).values;
    for (let row = 0; row < 90; row++) values.set(few.subarray((row % 3) * 6, (row % 3) * 6 + 6), row * 6);
    expectExact({ values, n: 90, dim: 6 }, metric, 12);
    expectExact({ values: new Float32Array(80).fill(2), n: 40, dim: 2 }, metric, 7);
  });

  it('puts rows of zeros beside each other', () => {
    const rows = randomRows(60, 8, 4);
    rows.values.fill(0, 0, 16);
    rows.values.fill(0, 400, 408);
    expectExact(rows, metric, 6);
  });

  it('is empty for no rows and refuses more neighbours than rows', () => {
    expect(drained(nearestNeighbours({ values: new Float32Array(0), n: 0, dim: 3 }, metric, 5)).indices).toHaveLength(0);
    expect(() => drained(nearestNeighbours(randomRows(4, 3, 1), metric, 5))).toThrow('too few');
  });

  it('keeps small distances beside one huge outlier', () => {
    const rows = randomRows(80, 7, 6);
    rows.values.fill(1e6, 0, 7);
    expectExact(rows, metric, 5);
  });
});

describe.each(METRICS)('approximate neighbours, %s', (metric) => {
  const rows = blobs(1_500, 160, 40, 0.6, 3);

  it('finds nearly all in clusters, and says how many', () => {
    const found = drained(nearestNeighbours(rows, metric, 15, { search: 'approximate' }));
    const exact = drained(nearestNeighbours(rows, metric, 15, { search: 'exact' }));
    let hits = 0;
    for (let row = 0; row < rows.n; row++) {
      const line = new Set(exact.indices.subarray(row * 15 + 1, row * 15 + 15));
      for (const other of found.indices.subarray(row * 15 + 1, row * 15 + 15)) if (line.has(other)) hits++;
    }
    const recall = hits / (rows.n * 14);
    expect(recall).toBeGreaterThan(0.95);
    expect(Math.abs(found.recall - recall)).toBeLessThan(0.03);
    for (let row = 0; row < rows.n; row++) expect(found.indices[row * 15]).toBe(row);
  });

  it('gives the same bytes twice', () => {
    const twice = [0, 1].map(() => drained(nearestNeighbours(rows, metric, 10, { search: 'approximate', seed: 7 })));
    expect(twice[0]).toEqual(twice[1]);
  });

  it('survives equal rows', () => {
    const equal = drained(nearestNeighbours({ values: new Float32Array(600).fill(1), n: 200, dim: 3 }, metric, 5, { search: 'approximate' }));
    expect(equal.distances.every((distance) => distance === 0)).toBe(true);
    expect(equal.recall).toBe(1);
  });
});

describe.each(METRICS)('nearestAmong, %s', (metric) => {
  const rows = randomRows(700, 33, 8);
  const queries = randomRows(37, 33, 9);
  const prepared = prepareSearch(rows, metric);

  it('equals sorting every line', () => {
    const found = nearestAmong(prepared, queries, 11);
    const known = makeSpace(rows, metric), asked = makeSpace(queries, metric);
    const line = new Float32Array(rows.n);
    for (let query = 0; query < queries.n; query++) {
      known.distancesFrom(asked, query, 0, rows.n, line);
      const order = Array.from(line.keys()).sort((a, b) => (line[a] as number) - (line[b] as number) || a - b);
      expect(Array.from(found.indices.subarray(query * 11, query * 11 + 11))).toEqual(order.slice(0, 11));
    }
  });

  it('gives a query the same alone as among others', () => {
    const all = nearestAmong(prepared, queries, 5);
    for (const query of [0, 16, 36]) {
      const alone = nearestAmong(prepared, { values: queries.values.slice(query * 33, query * 33 + 33), n: 1, dim: 33 }, 5);
      expect(alone.indices).toEqual(all.indices.slice(query * 5, query * 5 + 5));
      expect(alone.distances).toEqual(all.distances.slice(query * 5, query * 5 + 5));
    }
  });

  it('finds a known row at distance 0, gives no more than there are, and refuses another width', () => {
    const found = nearestAmong(prepared, { values: rows.values.slice(33 * 5, 33 * 6), n: 1, dim: 33 }, 1_000);
    expect(found.k).toBe(700);
    expect([found.indices[0], found.distances[0]]).toEqual([5, 0]);
    expect(() => nearestAmong(prepared, { values: new Float32Array(4), n: 1, dim: 4 }, 1)).toThrow('33 numbers');
  });
});
