import type { ClientPort, Moved, WorkerEnd, WorkerPort } from '@contract/rpc';

/** What is used of a `Worker`. */
export interface WebWorker {
  postMessage(message: unknown, transfer: Moved[]): void;
  terminate(): void;
  onmessage: ((event: MessageEvent) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
}

export function overWebWorker(worker: WebWorker): WorkerPort {
  const listeners: ((how: WorkerEnd) => void)[] = [];
  let isOver = false;
  // A worker goes on after an error that nobody caught, and tells nobody when it is ended.
  const end = (how: WorkerEnd): void => {
    if (isOver) return;
    isOver = true;
    worker.terminate();
    for (const listener of listeners) listener(how);
  };
  worker.onerror = ({ message }) => { end({ detail: message }); };
  return {
    post: (message, transfer) => { worker.postMessage(message, [...transfer]); },
    onMessage: (listener) => { worker.onmessage = ({ data }) => { listener(data); }; },
    onExit: (listener) => { listeners.push(listener); },
    end: () => { end({}); },
  };
}

/** What is used of a worker's global scope. */
export interface WorkerScope {
  postMessage(message: unknown, transfer: Moved[]): void;
  onmessage: ((event: MessageEvent) => void) | null;
}

/** The page, for the worker whose global scope this is. */
export function pageOf(scope: WorkerScope): ClientPort {
  return {
    post: (message, transfer) => { scope.postMessage(message, [...transfer]); },
    onMessage: (listener) => { scope.onmessage = ({ data }) => { listener(data); }; },
  };
}
