import { openArena } from '@vectors/kernels/arena';
import { storeRows } from './neighbours/arena-rows';
import type { Metric } from './neighbours';
import type { Rows } from '@vectors/rows';

/** Distances of some rows to all rows. */
export interface DistanceLines {
  /**
   * Of at most {@link N_AT_ONCE} rows: `[picked.length, n]`, valid until the next call. A row is at 0 from itself and its equals, and equal rows
   * are at the same distance from any other. Yields about every 15 ms.
   */
  from(picked: Int32Array): Generator<void, Float32Array>;
}

/** Rows of one call. */
export const N_AT_ONCE = 32;
/** Rows that stay in the processor's cache while all picked ones meet them. */
const CHUNK = 32;
/** Multiplications between two yields. */
const STEP = 1e8;
/** Cosine distances below this are the rounding of float32 unit rows. */
const ROUNDING = 2e-7;

/** Copies the rows into an arena, where they stay as long as the lines are held. Metrics are the neighbour search's. */
export function* openLines(rows: Rows, metric: Metric): Generator<void, DistanceLines> {
  const { n } = rows;
  const arena = openArena();
  const { region, width, isCosine } = yield* storeRows(arena, rows, metric);
  const asked = arena.float32(N_AT_ONCE * width), out = arena.float32(N_AT_ONCE * n);
  return {
    *from(picked) {
      const values = region.view, block = asked.view;
      picked.forEach((row, place) => { block.set(values.subarray(row * width, (row + 1) * width), place * width); });
      const { kernels } = arena;
      let work = 0;
      for (let first = 0; first < n; first += CHUNK) {
        const count = Math.min(CHUNK, n - first), start = region.pointer + first * width * 4, target = out.pointer + first * 4;
        if (isCosine) kernels.dots(asked.pointer, picked.length, start, count, width, target, n);
        else kernels.squares(asked.pointer, picked.length, start, count, width, target, n);
        work += picked.length * count * width;
        if (work < STEP) continue;
        work = 0;
        yield;
      }
      const lines = out.view.subarray(0, picked.length * n);
      // Squared distances rank as their roots do.
      if (isCosine) for (let index = 0; index < lines.length; index++) lines[index] = distanceOf(lines[index] as number);
      return lines;
    },
  };
}

function distanceOf(cosine: number): number {
  const distance = 1 - cosine;
  return distance < ROUNDING ? 0 : distance;
}
