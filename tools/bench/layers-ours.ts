// `npm run -s bench -- layers [--rows N] [--layers N] [--dim N]`: what is measured of the layers of a set, a mix of them with its recall, and its flight, on made vectors.
import { DEFAULT_PROJECTION } from '@contract/projection';
import { mulberry32 } from '@contract/prng';
import { measureLayersSteps } from '@probing/measure-layers';
import { measureSetSteps } from '@semantics/measure-set';
import { mixedSteps } from '../../src-main/inference/sets/mix-of-set';
import { alignedSteps } from '@projection/align/aligned';

const numberOf = (name: string, usual: number): number => {
  const at = process.argv.indexOf(`--${name}`);
  const value = at === -1 ? usual : Number(process.argv[at + 1]);
  if (!Number.isInteger(value) || value < 1) throw new Error(`--${name} is a whole number above 0`);
  return value;
};
const [nRows, nLayers, dim] = [numberOf('rows', 2_000), numberOf('layers', 13), numberOf('dim', 768)];
const nSenses = 5;

/** Rows around a middle for each sense, the farther apart the higher the layer. */
function madeTable(): Float32Array {
  const random = mulberry32(42);
  const values = new Float32Array(nRows * nLayers * dim);
  const middles = Float32Array.from({ length: nSenses * dim }, () => random() - 0.5);
  for (let row = 0; row < nRows; row++) {
    for (let layer = 0; layer < nLayers; layer++) {
      for (let d = 0; d < dim; d++) values[(row * nLayers + layer) * dim + d] = random() - 0.5 + (layer / nLayers) * (middles[(row % nSenses) * dim + d] ?? 0);
    }
  }
  return values;
}

/** Runs steps to their end: how long all took, and the longest of them. */
function timed<Result>(steps: Generator<unknown, Result>): { readonly ms: number; readonly longestStepMs: number; readonly result: Result } {
  const start = performance.now();
  let [last, longestStepMs] = [start, 0];
  for (;;) {
    const step = steps.next();
    const now = performance.now();
    longestStepMs = Math.max(longestStepMs, now - last);
    last = now;
    if (step.done === true) return { ms: now - start, longestStepMs, result: step.value };
  }
}

const values = madeTable();
const senses = Array.from({ length: nRows }, (_, row) => `sense ${row % nSenses}`);
const table = { values, nRows, nLayers, dim };
const measured = timed(measureLayersSteps({
  table, senses, sentences: Int32Array.from({ length: nRows }, (_, row) => row), forms: senses.map((_, row) => `form ${row % 3}`),
  random: { meanCosine: Array.from({ length: nLayers }, () => 0) }, words: null, tasks: {},
}));
const layerOf = (layer: number): Float32Array => {
  const rows = new Float32Array(nRows * dim);
  for (let row = 0; row < nRows; row++) rows.set(values.subarray((row * nLayers + layer) * dim, (row * nLayers + layer + 1) * dim), row * dim);
  return rows;
};
const flown = timed(alignedSteps({ slices: Array.from({ length: nLayers }, (_, layer) => ({ values: layerOf(layer), n: nRows, dim })), nExtra: 0, parameters: DEFAULT_PROJECTION }));
const occurrences = senses.map((sense, row) => ({ text: `bank ${row}`, charStart: 0, charEnd: 4, word: 'bank', labels: { sense } }));
/** One place of a slider, mixed and measured as the app does. */
const mixAt = (place: number): { readonly mixMs: number; readonly recallMs: number; readonly ms: number; readonly longestStepMs: number; readonly senseRecall: number | null } => {
  const mixed = timed(mixedSteps(table, { kind: 'sum', scores: Array.from({ length: nLayers }, (_, layer) => (place * layer) / nLayers), gamma: 1, half: 'both' }, { kind: 'bert', name: 'made' }));
  const recalled = timed(measureSetSteps(mixed.result, occurrences, 'rough'));
  return {
    mixMs: mixed.ms, recallMs: recalled.ms, ms: mixed.ms + recalled.ms, longestStepMs: Math.max(mixed.longestStepMs, recalled.longestStepMs),
    senseRecall: recalled.result.senseRecall?.[0] ?? null,
  };
};
/** The first in a process compiles what the later ones run. */
const [first, ...later] = Array.from({ length: 10 }, (_, place) => mixAt(1 + place / 10));
const medianOf = (part: (one: ReturnType<typeof mixAt>) => number): number => later.map(part).sort((x, y) => x - y)[Math.floor(later.length / 2)] ?? NaN;
const rounded = (ms: number): number => Math.round(ms);
process.stdout.write(`${JSON.stringify({
  rows: nRows, layers: nLayers, dim,
  measures: { ms: rounded(measured.ms), longestStepMs: rounded(measured.longestStepMs), lastLayerSense: measured.result[nLayers - 1]?.nearestSense?.macro ?? null },
  mix: {
    firstMs: rounded(first?.ms ?? NaN), nLater: later.length, ms: rounded(medianOf(({ ms }) => ms)), mixMs: rounded(medianOf(({ mixMs }) => mixMs)), recallMs: rounded(medianOf(({ recallMs }) => recallMs)),
    longestStepMs: rounded(Math.max(...later.map(({ longestStepMs }) => longestStepMs))), senseRecall: first?.senseRecall ?? null,
  },
  flight: { ms: rounded(flown.ms), longestStepMs: rounded(flown.longestStepMs), meanResidual: flown.result.meanResiduals.reduce((sum, one) => sum + one, 0) / Math.max(1, nLayers - 1) },
}, null, 2)}\n`);
