import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { Failure, fromEnvelope, type FailureEnvelope } from '@contract/failure';
import type { Projection, ProjectionParameters } from '@contract/projection';
import { chooseLayers } from './layers';
import { readNpy } from './npy';
import { checkOutputs, writeOutputs } from './output';

export interface ProjectOptions {
  readonly input: string;
  readonly layer: string;
  readonly output: string;
  readonly parameters: ProjectionParameters;
}

export type FromProjectionWorker =
  | { readonly type: 'progress'; readonly stage: string; readonly done: number; readonly total: number }
  | { readonly type: 'result'; readonly projection: Projection }
  | { readonly type: 'error'; readonly error: FailureEnvelope };

const axes = ['x', 'y', 'z'];

/** Writes one line a row: `row,x,y[,z]`. The same input, parameters and seed give the same bytes. */
export async function project(options: ProjectOptions): Promise<number> {
  await checkOutputs([options.output], options.input);
  const array = await readNpy(options.input);
  const [n = 0, nLayers = 1, dim = 0] = array.shape.length === 2 ? [array.shape[0], 1, array.shape[1]] : array.shape;
  if (array.shape.length !== 3 && array.shape.length !== 2) throw new Failure('bad-input', `${options.input} has ${array.shape.length} axes; “embed” writes [occurrences, layers, dimensions].`);
  const [layer = 0, ...more] = chooseLayers(options.layer, nLayers);
  if (more.length > 0) throw new Failure('bad-input', 'A map shows one layer: give --layer one number.');
  const values = new Float32Array(n * dim);
  for (let row = 0; row < n; row++) values.set(array.values.subarray((row * nLayers + layer) * dim, (row * nLayers + layer + 1) * dim), row * dim);
  const { coordinates, parameters, quality } = await runInWorker({ values, n, dim, nExtra: 0, parameters: options.parameters });
  const width = parameters.nComponents;
  const lines = Array.from({ length: n }, (_, row) => [row, ...Array.from(coordinates.subarray(row * width, (row + 1) * width), (value) => value.toPrecision(7))].join(','));
  await writeOutputs([[options.output, `${['row', ...axes.slice(0, width)].join(',')}\n${lines.join('\n')}\n`]]);
  const measured = quality === null ? '' : `; trustworthiness ${quality.trustworthiness.toFixed(3)}, continuity ${quality.continuity.toFixed(3)} (k = ${quality.k}), ${quality.neighboursKept.toFixed(1)} of 10 neighbours kept`;
  process.stderr.write(`contexture: ${n} points by ${parameters.method}${measured}\n`);
  return 0;
}

function runInWorker(input: object): Promise<Projection> {
  const worker = new Worker(path.join(import.meta.dirname, 'projection-worker.js'), { workerData: input });
  return new Promise((resolve, reject) => {
    worker.on('message', (message: FromProjectionWorker) => {
      if (message.type === 'result') resolve(message.projection);
      else if (message.type === 'error') reject(fromEnvelope(message.error));
      else if (process.stderr.isTTY) process.stderr.write(`\r${message.stage} ${message.done} of ${message.total}\u001b[K`);
    });
    worker.on('error', reject);
  });
}
