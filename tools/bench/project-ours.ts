// The app's side of `npm run -s bench -- project`, and umap-js's: commands as JSON lines on stdin, one JSON line as the answer to each.
// Argument: `ours` or `umap-js`, the engine that `fit` and `place` use.
import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync, writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { DEFAULT_PROJECTION, type ProjectionParameters } from '../../src-main/contract/projection';
import { alignedSteps } from '../../src-main/projection/align/aligned';
import { nearestNeighbours } from '../../src-main/projection/neighbours';
import { freePlacement, placeRows, preparePlacement } from '../../src-main/projection/place';
import { projectionSteps } from '../../src-main/projection/project';
import { mapQuality } from '../../src-main/projection/quality';
import type { Rows } from '../../src-main/vectors/rows';
import { withPeak } from './peak-memory';
import { fitReference, type ReferenceMap } from './project-reference';

/** Columns `[first, first + dim)` of rows that are `width` wide. */
interface Slice { readonly file: string; readonly width: number; readonly first: number; readonly dim: number }
interface Fit { readonly do: 'fit'; readonly seed: number; readonly nEpochs: number; readonly out: string; readonly neighboursOut: string | null }
type Command =
  | { readonly do: 'load'; readonly file: string; readonly n: number; readonly dim: number }
  | Fit
  | { readonly do: 'place'; readonly file: string; readonly nNew: number; readonly nAlone: number }
  | { readonly do: 'measure'; readonly coordinates: string }
  | { readonly do: 'measure-slices'; readonly slices: readonly Slice[]; readonly n: number; readonly coordinates: string }
  | { readonly do: 'aligned' | 'independent'; readonly slices: readonly Slice[]; readonly n: number; readonly seed: number; readonly nEpochs: number; readonly out: string };

const isReference = process.argv[2] === 'umap-js';
const { nComponents, metric, nNeighbors } = DEFAULT_PROJECTION;
let loaded: Rows | null = null;
let fitted: { readonly map: ReferenceMap | null; readonly coordinates: Float32Array; readonly parameters: ProjectionParameters; readonly unit: number | null } | null = null;

function rowsNow(): Rows {
  if (loaded === null) throw new Error('no rows are loaded');
  return loaded;
}

/** `n` rows of a file of float32 from row `first` on, read straight into their place. */
function readRows(file: string, n: number, dim: number, first = 0): Rows {
  const values = new Float32Array(n * dim);
  const bytes = new Uint8Array(values.buffer);
  const handle = openSync(file, 'r');
  let nRead = 0;
  while (nRead < bytes.byteLength) {
    const got = readSync(handle, bytes, nRead, bytes.byteLength - nRead, first * dim * 4 + nRead);
    if (got === 0) throw new Error(`${file} ends before row ${first + n}`);
    nRead += got;
  }
  closeSync(handle);
  return { values, n, dim };
}

function readSlice({ file, width, first, dim }: Slice, n: number): Rows {
  const { values: whole } = readRows(file, n, width);
  const values = new Float32Array(n * dim);
  for (let row = 0; row < n; row++) values.set(whole.subarray(row * width + first, row * width + first + dim), row * dim);
  return { values, n, dim };
}

const write = (file: string, values: Float32Array | Int32Array): void => { writeFileSync(file, new Uint8Array(values.buffer, values.byteOffset, values.byteLength)); };
const digest = (values: Float32Array): string => createHash('sha256').update(new Uint8Array(values.buffer, values.byteOffset, values.byteLength)).digest('hex');

/** Runs steps to their end; the time of each goes to the stage it belongs to. */
function staged<Result>(steps: Generator<{ readonly stage: string }, Result>): { readonly value: Result; readonly stagesMs: Record<string, number>; readonly longestStepMs: number } {
  const stagesMs: Record<string, number> = {};
  let longestStepMs = 0;
  for (let stage = 'start'; ;) {
    const started = performance.now();
    const step = steps.next();
    const ms = performance.now() - started;
    longestStepMs = Math.max(longestStepMs, ms);
    if (!step.done) stage = step.value.stage;
    stagesMs[stage] = (stagesMs[stage] ?? 0) + ms;
    if (step.done) return { value: step.value, stagesMs, longestStepMs };
  }
}

function finish<Result>(steps: Generator<unknown, Result>): Result {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

function fit({ seed, nEpochs, out, neighboursOut }: Fit): unknown {
  const rows = rowsNow();
  const parameters = { ...DEFAULT_PROJECTION, seed, nEpochs };
  if (isReference) {
    const { value: map, peakBytes } = withPeak(() => fitReference(rows, parameters, nEpochs));
    fitted = { map, coordinates: map.coordinates, parameters, unit: null };
    write(out, map.coordinates);
    if (neighboursOut !== null) write(neighboursOut, map.neighbours);
    return { ms: sum(Object.values(map.stagesMs)), stagesMs: map.stagesMs, peakBytes, digest: digest(map.coordinates) };
  }
  const { value: { value, stagesMs: all, longestStepMs }, peakBytes } = withPeak(() => staged(projectionSteps({ ...rows, nExtra: 0, parameters })));
  fitted = { map: null, coordinates: value.coordinates, parameters, unit: value.unit };
  write(out, value.coordinates);
  if (neighboursOut !== null) write(neighboursOut, finish(nearestNeighbours(rows, metric, nNeighbors, { seed })).indices);
  // The others measure nothing, so measuring is not part of the comparison.
  const { quality: qualityMs = 0, ...stagesMs } = all;
  return { ms: sum(Object.values(stagesMs)), stagesMs, qualityMs, longestStepMs, peakBytes, digest: digest(value.coordinates), recall: value.neighbourRecall, quality: value.quality };
}

/** New rows in the map made last: the first nAlone one after another, then all at once. Both must give the same places, and leave the map as it is. */
function place(file: string, nNew: number, nAlone: number): unknown {
  const rows = rowsNow();
  if (fitted === null) throw new Error('there is no map');
  const { map, coordinates, parameters, unit } = fitted;
  const added = readRows(file, nNew, rows.dim, rows.n);
  const alone = Array.from({ length: nAlone }, (_, i): Rows => ({ values: added.values.slice(i * rows.dim, (i + 1) * rows.dim), n: 1, dim: rows.dim }));
  const before = digest(coordinates);
  const prepareStarted = performance.now();
  const placement = map === null ? preparePlacement({ coordinates, nComponents, parameters, unit }, rows) : null;
  const prepareMs = performance.now() - prepareStarted;
  const placeOf = (some: Rows): Float32Array => (placement === null ? (map as ReferenceMap).transform(some) : placeRows(placement, some));
  const oneMs: number[] = [];
  const places = alone.map((row) => {
    const started = performance.now();
    const at = placeOf(row);
    oneMs.push(performance.now() - started);
    return at;
  });
  const started = performance.now();
  const together = placeOf(added);
  const batchMs = performance.now() - started;
  if (placement !== null) freePlacement(placement);
  const isEqual = places.every((at, i) => at.every((value, axis) => Object.is(value, together[i * nComponents + axis])));
  const after = map === null ? digest(coordinates) : digest(map.coordinatesNow());
  return { prepareMs, oneMs, batchMs, isAloneAsTogether: isEqual, isMapUnchanged: before === after };
}

function measure(rows: Rows, file: string, firstRow = 0): unknown {
  const { values } = readRows(file, rows.n, nComponents, firstRow);
  return finish(mapQuality(rows, values, nComponents, metric, null)).quality;
}

/** Several slices of the same occurrences, by one joint run or each for itself; coordinates [slices, n, nComponents] go to `out`. */
function alignSlices(isJoint: boolean, files: readonly Slice[], n: number, parameters: ProjectionParameters, out: string): unknown {
  const slices = files.map((slice) => readSlice(slice, n));
  const run = (): ReturnType<typeof staged<readonly { readonly coordinates: Float32Array }[]>> => staged(isJoint
    ? (function* () { return (yield* alignedSteps({ slices, nExtra: 0, parameters })).slices; })()
    : (function* () {
      const maps = [];
      for (const rows of slices) maps.push(yield* projectionSteps({ ...rows, nExtra: 0, parameters }));
      return maps;
    })());
  const { value: { value: maps, stagesMs: all, longestStepMs }, peakBytes } = withPeak(run);
  const coordinates = new Float32Array(maps.length * n * nComponents);
  maps.forEach((map, i) => { coordinates.set(map.coordinates, i * n * nComponents); });
  write(out, coordinates);
  const { quality: qualityMs = 0, ...stagesMs } = all;
  return { ms: sum(Object.values(stagesMs)), stagesMs, qualityMs, longestStepMs, peakBytes, digest: digest(coordinates) };
}

function answer(command: Command): unknown {
  switch (command.do) {
    case 'load':
      loaded = readRows(command.file, command.n, command.dim);
      return {};
    case 'fit': return fit(command);
    case 'place': return place(command.file, command.nNew, command.nAlone);
    case 'measure': return measure(rowsNow(), command.coordinates);
    case 'measure-slices': return command.slices.map((slice, i) => measure(readSlice(slice, command.n), command.coordinates, i * command.n));
    case 'aligned':
    case 'independent': {
      const { slices, n, seed, nEpochs, out } = command;
      return alignSlices(command.do === 'aligned', slices, n, { ...DEFAULT_PROJECTION, seed, nEpochs }, out);
    }
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  let reply: unknown;
  try {
    reply = { value: answer(JSON.parse(line) as Command) };
  } catch (error) {
    reply = { error: error instanceof Error ? error.stack : String(error) };
  }
  process.stdout.write(`${JSON.stringify(reply)}\n`);
}
