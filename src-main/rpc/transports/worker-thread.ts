import { parentPort, type Transferable as NodeTransferable, type Worker } from 'node:worker_threads';
import { stackPlaces } from '@contract/failure';
import type { ClientPort, WorkerEnd, WorkerPort } from '@contract/rpc';

export function overWorkerThread(worker: Worker): WorkerPort {
  let how: WorkerEnd = {};
  // Node tells of an error that nobody caught before it tells of the end.
  worker.on('error', (error) => { how = { detail: error.message, stack: stackPlaces(error) }; });
  return {
    post: (message, transfer) => { worker.postMessage(message, transfer as readonly NodeTransferable[]); },
    onMessage: (listener) => { worker.on('message', listener); },
    onExit: (listener) => { worker.once('exit', () => { listener(how); }); },
    end: () => { void worker.terminate(); },
  };
}

/** The thread that has started this one; null in the first thread. */
export function threadParent(): ClientPort | null {
  const port = parentPort;
  if (port === null) return null;
  return {
    post: (message, transfer) => { port.postMessage(message, transfer as readonly NodeTransferable[]); },
    onMessage: (listener) => { port.on('message', listener); },
  };
}
