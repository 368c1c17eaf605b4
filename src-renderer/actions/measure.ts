import { clampDistance, dot, norm } from '@semantics/cosine';
import { percentile } from '@semantics/sense-distances';
import { unitRows, vectorAt, type VectorTable } from '@semantics/vector-table';

/** One layer's vectors as the view holds them, `[n, dim]`. */
export function tableOf(vectors: Float32Array, dim: number): VectorTable {
  return { values: vectors, nRows: vectors.length / dim, nLayers: 1, dim };
}

/** Cosine distance of every row from `row`, 0…2; NaN where one of the two has no vector. */
export function distancesFrom(table: VectorTable, row: number): Float32Array {
  const query = vectorAt(table, row, 0);
  const length = norm(query);
  return Float32Array.from({ length: table.nRows }, (_, other) => {
    const vector = vectorAt(table, other, 0);
    const both = length * norm(vector);
    return both === 0 ? NaN : clampDistance(1 - dot(query, vector) / both);
  });
}

/** What the facts about a row need to know of the set. Occurrences of one sentence are no evidence for each other. */
export interface RowFacts {
  readonly senseOf: (row: number) => string | null;
  readonly sentenceOf: (row: number) => string;
}

export interface HoverFacts {
  readonly nearest: { readonly row: number; readonly distance: number } | null;
  /** Mean distance to the other occurrences of its own sense; null where there are none. */
  readonly meanToOwn: number | null;
  readonly meanToOthers: number | null;
}

/** What the hover card says of a row; rows without a sense count for neither mean. */
export function hoverFacts(table: VectorTable, row: number, { senseOf, sentenceOf }: RowFacts): HoverFacts {
  const own = { sum: 0, n: 0 };
  const others = { sum: 0, n: 0 };
  const sense = senseOf(row);
  let nearest: HoverFacts['nearest'] = null;
  for (const [other, distance] of distancesFrom(table, row).entries()) {
    if (other === row || Number.isNaN(distance)) continue;
    if (nearest === null || distance < nearest.distance) nearest = { row: other, distance };
    const otherSense = senseOf(other);
    if (sense === null || otherSense === null || sentenceOf(row) === sentenceOf(other)) continue;
    const tally = otherSense === sense ? own : others;
    tally.sum += distance;
    tally.n += 1;
  }
  const mean = ({ sum, n }: { sum: number; n: number }): number | null => (n === 0 ? null : sum / n);
  return { nearest, meanToOwn: mean(own), meanToOthers: mean(others) };
}

/** Distances from a sense's occurrences to the nearest other one of it: the middle 90 % of them. */
export interface SenseReach {
  readonly usualFrom: number;
  /** 95th percentile. */
  readonly usualTo: number;
}

/** Occurrences of one sense whose nearest neighbour is looked up; a percentile needs no more, and a large set must not hold the window up. */
const QUERIES_PER_SENSE = 200;
const SLICE_MS = 12;

/**
 * Reach of every sense that has two occurrences in different sentences, by sense id.
 * Same measure as `senseReaches`, in slices of 12 ms; beyond 200 occurrences of a sense the queries (not the candidates) are a sample.
 */
export async function senseReachOf(table: VectorTable, { senseOf, sentenceOf }: RowFacts, signal: AbortSignal): Promise<Map<string, SenseReach>> {
  const bySense = new Map<string, number[]>();
  for (let row = 0; row < table.nRows; row++) {
    const sense = senseOf(row);
    if (sense === null || norm(vectorAt(table, row, 0)) === 0) continue;
    const rows = bySense.get(sense);
    if (rows === undefined) bySense.set(sense, [row]);
    else rows.push(row);
  }
  const reach = new Map<string, SenseReach>();
  let sliceStart = performance.now();
  for (const [sense, rows] of bySense) {
    const units = unitRows(table, 0, rows);
    const stride = Math.max(1, Math.ceil(rows.length / QUERIES_PER_SENSE));
    const nearest: number[] = [];
    for (let i = 0; i < rows.length; i += stride) {
      let best = Infinity;
      for (let j = 0; j < rows.length; j++) {
        if (sentenceOf(rows[i] as number) === sentenceOf(rows[j] as number)) continue;
        best = Math.min(best, clampDistance(1 - dot(vectorAt(units, i, 0), vectorAt(units, j, 0))));
      }
      if (best !== Infinity) nearest.push(best);
      if (performance.now() - sliceStart > SLICE_MS) {
        await new Promise((resolve) => setTimeout(resolve));
        signal.throwIfAborted();
        sliceStart = performance.now();
      }
    }
    if (nearest.length > 0) reach.set(sense, { usualFrom: percentile(nearest, 5), usualTo: percentile(nearest, 95) });
  }
  return reach;
}

/** Rank of every point by its distance from `point` in the map: 1 for the nearest; the point itself has 0. Coordinates are `[n, 3]`. */
export function mapRanks(coordinates: Float32Array, point: number): Int32Array {
  const n = coordinates.length / 3;
  const at = (index: number, axis: number): number => coordinates[index * 3 + axis] as number;
  const squared = Float64Array.from({ length: n }, (_, i) => (at(i, 0) - at(point, 0)) ** 2 + (at(i, 1) - at(point, 1)) ** 2 + (at(i, 2) - at(point, 2)) ** 2);
  const order = Array.from(squared.keys()).filter((i) => i !== point).sort((a, b) => (squared[a] as number) - (squared[b] as number) || a - b);
  const ranks = new Int32Array(n);
  order.forEach((i, index) => { ranks[i] = index + 1; });
  return ranks;
}
