import { Worker } from 'node:worker_threads';
import { Failure } from '@contract/failure';
import type { ProjectionParameters } from '@contract/projection';
import { runOnce } from '@rpc/run-once';
import { overWorkerThread } from '@rpc/transports/worker-thread';
import { layerRows } from '@vectors/vector-table';
import { chooseLayers } from './layers';
import { mapSummary, mapTable } from './map-table';
import { readNpy, type NpyArray } from '../exports/vectors/npy';
import { checkOutputs, writeOutputs } from './output';
import type { ProjectionMethods, ProjectionProgress, ProjectionResult, ProjectionTask } from './projection-worker';

const SENTENCES = {
  cancelled: 'The map was cancelled. Nothing was written.',
  crashed: 'The map stopped unexpectedly, perhaps for lack of memory. Nothing was written; close other programs and try again.',
};

export interface ProjectOptions {
  readonly input: string;
  /** One layer, or several that are laid together. */
  readonly layers: string;
  readonly output: string;
  /** Rows that are placed into the finished map. */
  readonly place: string | null;
  readonly alignment: number | null;
  readonly parameters: ProjectionParameters;
  /** Entry of the thread that makes the map. */
  readonly workerFile: string;
}

/** Writes the table of {@link mapTable}. The same input, parameters and seed give the same bytes. */
export async function projectCommand({ input, layers: choice, output, place, alignment, parameters, workerFile }: ProjectOptions): Promise<number> {
  await checkOutputs([output], input);
  const { layers, slices } = rowsOf(await readNpy(input), input, choice);
  if (place !== null && slices.length > 1) throw new Failure('bad-input', 'Rows are placed into one map: give --layer one number, or leave out --place.');
  const added = place === null ? null : (rowsOf(await readNpy(place), place, choice).slices[0] ?? null);
  const result = await runInWorker(workerFile, { slices, parameters, alignment, added });
  await writeOutputs([[output, mapTable(result, layers)]]);
  process.stderr.write(mapSummary(result, layers).replace(/^/gm, 'contexture: ').replace(/contexture: $/, ''));
  return 0;
}

/** The chosen layers of what `embed` wrote, `[n, nLayers, dim]`, or of `[n, dim]`. */
function rowsOf({ shape, values }: NpyArray, file: string, choice: string): { readonly layers: readonly number[]; readonly slices: ProjectionTask['slices'] } {
  if (shape.length !== 3 && shape.length !== 2) throw new Failure('bad-input', `${file} has ${shape.length} axes; “embed” writes [occurrences, layers, dimensions].`);
  const [n = 0, nLayers = 1, dim = 0] = shape.length === 2 ? [shape[0], 1, shape[1]] : shape;
  const layers = chooseLayers(choice, nLayers);
  const slices = layers.map((layer) => ({ values: layerRows({ values, nRows: n, nLayers, dim }, layer), n, dim }));
  return { layers, slices };
}

async function runInWorker(workerFile: string, task: ProjectionTask): Promise<ProjectionResult> {
  const transfer = [...task.slices, ...(task.added === null ? [] : [task.added])].map(({ values }) => values.buffer as ArrayBuffer);
  try {
    return await runOnce<ProjectionMethods, 'project'>(() => overWorkerThread(new Worker(workerFile)), SENTENCES, 'project', task, { transfer, onEvent: showStage });
  } finally {
    if (process.stderr.isTTY) process.stderr.write('\r\u001b[K');
  }
}

function showStage({ stage, done, total }: ProjectionProgress): void {
  if (process.stderr.isTTY) process.stderr.write(`\r${stage}${total > 0 ? ` ${Math.floor((100 * done) / total)} %` : ''}\u001b[K`);
}
