// The CLI's own projection worker: umap-js blocks its thread, so it runs beside the one that answers Ctrl+C.
import { parentPort, workerData } from 'node:worker_threads';
import { toEnvelope } from '@contract/failure';
import { project, type ProjectionInput } from '@projection/core/project';
import type { FromProjectionWorker } from './project';

const send = (message: FromProjectionWorker): void => { parentPort?.postMessage(message); };
let reported = 0;

try {
  const projection = project(workerData as ProjectionInput, ({ stage, done, total }) => {
    if (performance.now() - reported >= 100) {
      reported = performance.now();
      send({ type: 'progress', stage, done, total });
    }
    return true;
  });
  send({ type: 'result', projection });
} catch (error) {
  send({ type: 'error', error: toEnvelope(error) });
}
