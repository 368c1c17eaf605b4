// Times the search for neighbours on rows from a fixed seed: one JSON object on stdout.
import { mulberry32 } from '../../src-main/contract/prng';
import { nearestRows, nearestToMean } from '../../src-main/semantics/neighbours';
import type { VectorTable } from '../../src-main/vectors/vector-table';

const N_ROWS = 50_000, DIM = 384, N_RUNS = 21;
const random = mulberry32(42);
const values = Float32Array.from({ length: N_ROWS * DIM }, () => random() - 0.5);
const fresh = (): VectorTable => ({ values: values.slice(), nRows: N_ROWS, nLayers: 1, dim: DIM });
const rounded = (ms: number): number => Math.round(ms * 100) / 100;

/** Median, and the least: on a machine that does other things besides, the latter is nearer to what the search itself takes. */
function timed(run: (index: number) => () => unknown): { readonly median: number; readonly least: number } {
  const times = Array.from({ length: N_RUNS }, (_, index) => {
    const job = run(index);
    const started = performance.now();
    job();
    return performance.now() - started;
  }).sort((a, b) => a - b);
  return { median: rounded(times[N_RUNS >> 1] as number), least: rounded(times[0] as number) };
}

const table = fresh();
nearestRows(table, 0, 0, 200);
process.stdout.write(JSON.stringify({
  nRows: N_ROWS, dim: DIM,
  ms: {
    first: timed(() => { const unknown = fresh(); return () => nearestRows(unknown, 0, 0, 200); }),
    k10: timed((index) => () => nearestRows(table, 0, index, 10)), k200: timed((index) => () => nearestRows(table, 0, index, 200)),
    meanOf8: timed((index) => () => nearestToMean(table, 0, Array.from({ length: 8 }, (_, i) => index * 8 + i), 200)),
  },
}));
