import type { Arena } from '@vectors/kernels/arena';
import { sampleIndices } from '../sample';
import type { ArenaRows } from './arena-rows';
import type { Neighbours } from './neighbours';
import { searchBlock } from './prepared-search';

const SAMPLE = 144;
const SAMPLE_SEED = 1;
const AT_ONCE = 8;

/** Share of the true nearest other rows among those found, over a fixed sample of rows; one as near as the farthest true one counts. */
export function* measureRecall(arena: Arena, rows: ArenaRows, found: Omit<Neighbours, 'recall'>): Generator<void, number> {
  const { n, width, region } = rows;
  const { k } = found;
  const sample = sampleIndices(n, Math.min(n, SAMPLE), SAMPLE_SEED);
  const mark = arena.mark();
  const queries = arena.float32(AT_ONCE * width), values = arena.float32(AT_ONCE * 256);
  let hits = 0;
  for (let from = 0; from < sample.length; from += AT_ONCE) {
    const some = sample.subarray(from, from + AT_ONCE);
    const stored = region.view, asked = queries.view;
    some.forEach((row, place) => asked.set(stored.subarray(row * width, (row + 1) * width), place * width));
    // The row itself is among its nearest: k − 1 others lie within the k-th distance.
    const { distances } = searchBlock(arena, rows, queries.pointer, some.length, k, values.pointer);
    some.forEach((row, place) => {
      const farthest = distances[place * k + k - 1] as number;
      for (let slot = 1; slot < k; slot++) if ((found.distances[row * k + slot] as number) <= farthest) hits++;
    });
    yield;
  }
  arena.release(mark);
  return hits / (sample.length * (k - 1));
}
