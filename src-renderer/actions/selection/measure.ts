import { distancesToVector } from '@semantics/distances';
import { vectorAt, type VectorTable } from '@vectors/vector-table';
import type { View } from '../../state/view';

/** One layer's vectors as the view holds them, `[n, dim]`. */
export function tableOf(vectors: Float32Array, dim: number): VectorTable {
  return { values: vectors, nRows: vectors.length / dim, nLayers: 1, dim };
}

/** Cosine distance of every row from `row`, 0…2; NaN where one of the two has no vector. */
export function distancesFrom(table: VectorTable, row: number): Float32Array {
  return distancesTo(table, vectorAt(table, row, 0));
}

/** Cosine distance of every row from a vector, 0…2; NaN where one of the two is none. */
export const distancesTo = (table: VectorTable, query: Float32Array): Float32Array => distancesToVector(table, 0, query);

/** What the facts about a row need to know of the set. Occurrences of one sentence are no evidence for each other. */
export interface RowFacts {
  readonly senseOf: (row: number) => string | null;
  readonly sentenceOf: (row: number) => string;
}

/** Senses and sentences of all rows; a label that names none of the set’s senses is none. */
export function rowFactsOf(view: View): RowFacts {
  const known = new Set(view.set.senses.map((sense) => sense.id));
  return {
    senseOf: (row) => {
      const sense = view.set.occurrences[row]?.labels['sense'];
      return sense !== undefined && known.has(sense) ? sense : null;
    },
    sentenceOf: (row) => view.set.occurrences[row]?.text ?? '',
  };
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

const SLICE_MS = 12;

/** Runs steps in slices of 12 ms, so that the window answers meanwhile. @throws the signal's reason once it is aborted. */
export async function inSlices<T>(steps: Generator<undefined, T>, signal: AbortSignal): Promise<T> {
  let sliceStart = performance.now();
  let step = steps.next();
  while (step.done !== true) {
    if (performance.now() - sliceStart > SLICE_MS) {
      await new Promise((resolve) => setTimeout(resolve));
      signal.throwIfAborted();
      sliceStart = performance.now();
    }
    step = steps.next();
  }
  return step.value;
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
