import type { ClientPort, WorkerPort } from '@contract/rpc';

/** What is used of Electron's UtilityProcess; it takes no buffers, so all is cloned. */
export interface UtilityChild {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (message: unknown) => void): unknown;
  on(event: 'exit', listener: (code: number) => void): unknown;
  kill(): boolean;
}

export function overUtilityProcess(child: UtilityChild): WorkerPort {
  return {
    post: (message) => { child.postMessage(message); },
    onMessage: (listener) => { child.on('message', listener); },
    onExit: (listener) => { child.on('exit', () => { listener({}); }); },
    end: () => { child.kill(); },
  };
}

/** What is used of Electron's `process.parentPort`. */
interface ParentPort {
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): void;
  postMessage(message: unknown): void;
}

/** The app, for a process that it has started as a utility process; null elsewhere. */
export function utilityParent({ parentPort: port }: { readonly parentPort?: ParentPort } = process): ClientPort | null {
  if (port === undefined) return null;
  return {
    post: (message) => { port.postMessage(message); },
    onMessage: (listener) => { port.on('message', ({ data }) => { listener(data); }); },
  };
}
