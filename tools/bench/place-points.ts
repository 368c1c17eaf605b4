// Where typed sentences land in a map, and how soon: one JSON object on stdout. Sentences of the set *bank* as if they were typed, at the last layer,
// in a UMAP map with default parameters. No ghosts, no window.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEFAULT_PROJECTION } from '../../src-main/contract/projection';
import { drained } from '../../src-main/contract/steps';
import { PresetLibrary } from '../../src-main/corpora/preset-library';
import { InferenceService } from '../../src-main/inference/process/service';
import { ModelLibrary } from '../../src-main/models/library';
import { installationPaths } from '../../src-main/platform/paths';
import { placeRows, preparePlacement, type PlacedMap } from '../../src-main/projection/place';
import { project } from '../../src-main/projection/project';
import { wordPlacerSteps } from '../../src-main/semantics/word-placer';
import { layerRows } from '../../src-main/vectors/vector-table';

const [models = 'minilm-l6,mpnet-base,elmo-medium'] = process.argv.slice(2);
/** Every so many of the set's occurrences are typed again. */
const EVERY = 7;
/** The type bar waits so long after the last key: `TYPING_PAUSE_MS` in actions/typed/typing.ts. */
const PAUSE_MS = 250;
const N_NEAR = 5;
const rounded = (value: number): number => Math.round(value * 1000) / 1000;
const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] ?? NaN;

/** Distance of a place from that of each point, `[n]`. */
function distancesFrom(map: Float32Array, n: number, place: ArrayLike<number>): number[] {
  const { length: d } = place;
  return Array.from({ length: n }, (_, point) => Math.hypot(...Array.from(place, (value, axis) => value - (map[point * d + axis] as number))));
}

const work = mkdtempSync(join(tmpdir(), 'contexture-points-'));
const paths = installationPaths(process.cwd());
const service = new InferenceService(new ModelLibrary(paths.models), { embeddingsDir: work, shippedEmbeddingsDir: paths.presetVectors });
const { occurrences } = await new PresetLibrary(paths.presets).open('bank');
const result: Record<string, unknown> = {};
for (const modelId of models.split(',')) {
  const { key } = await service.embed({ modelId, pooling: 'mean', device: 'cpu', occurrences });
  const { table } = service.stored(key);
  const layer = table.nLayers - 1;
  const { nRows: n, dim } = table;
  const values = layerRows(table, layer);
  const { coordinates, unit } = project({ values, n, dim, nExtra: 0, parameters: DEFAULT_PROJECTION });
  const { nComponents } = DEFAULT_PROJECTION;
  const map: PlacedMap = { coordinates, nComponents, parameters: DEFAULT_PROJECTION, unit };
  const placement = preparePlacement(map, { values, n, dim });
  const placeOf = (row: number): Float32Array => coordinates.subarray(row * nComponents, (row + 1) * nComponents);
  const radius = median(Array.from({ length: n }, (_, row) => distancesFrom(coordinates, n, placeOf(row)).sort((a, b) => a - b)[N_NEAR] ?? NaN));
  const moved = (row: number, to: Float32Array): number => Math.hypot(...Array.from(to, (value, axis) => value - (placeOf(row)[axis] as number))) / radius;
  const { placer } = drained(wordPlacerSteps(table, layer, occurrences, 'bank'));
  const rows = Array.from({ length: Math.ceil(n / EVERY) }, (_, index) => index * EVERY);
  const times: number[] = [], again: number[] = [], leftOut: number[] = [];
  await service.place({ key, layer, text: 'The bank is warm.', word: 'bank', k: 15 });
  for (const row of rows) {
    const { text, charStart, charEnd } = occurrences[row] as (typeof occurrences)[number];
    const started = performance.now();
    const { vector } = await service.place({ key, layer, text, word: text.slice(charStart, charEnd), k: 15, charStart });
    placer.place(vector);
    const placed = placeRows(placement, { values: vector, n: 1, dim });
    times.push(performance.now() - started);
    again.push(moved(row, placed));
    // The same sentence in a map that does not have it.
    const others = [...occurrences.keys()].filter((other) => other !== row);
    const without = preparePlacement(
      { ...map, coordinates: Float32Array.from(others.flatMap((other) => [...placeOf(other)])) }, { values: layerRows(table, layer, others), n: n - 1, dim },
    );
    leftOut.push(moved(row, placeRows(without, { values: values.slice(row * dim, (row + 1) * dim), n: 1, dim })));
  }
  const landed = (of: readonly number[]): Record<string, number> => ({ median: rounded(median(of)), shareWithinRadius: rounded(of.filter((one) => one <= 1).length / of.length) });
  result[modelId] = {
    layer,
    nTyped: rows.length,
    ms: { pause: PAUSE_MS, readJudgedAndPlaced: rounded(median(times)), most: rounded(Math.max(...times)) },
    radiusOf: N_NEAR,
    inRadii: { typedAgain: landed(again), leftOutOfTheMap: landed(leftOut) },
  };
}
await service.release();
rmSync(work, { recursive: true, force: true });
process.stdout.write(`${JSON.stringify(result)}\n`);
