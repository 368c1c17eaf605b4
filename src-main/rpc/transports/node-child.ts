import { fork, type ForkOptions } from 'node:child_process';
import type { ClientPort, WorkerPort } from '@contract/rpc';

/** Starts a plain Node child that serves {@link nodeParent}. */
export function forkWorker(entry: string, args: readonly string[], options: Omit<ForkOptions, 'serialization' | 'stdio'> = {}): WorkerPort {
  // By V8, so that numbers arrive as they do on every other way: JSON would make objects of them, and null of NaN.
  const child = fork(entry, args, { ...options, serialization: 'advanced', stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
  return {
    // Whether it is still there, its end says.
    post: (message) => { child.send(message, () => undefined); },
    onMessage: (listener) => { child.on('message', listener); },
    onExit: (listener) => {
      child.once('exit', () => { listener({}); });
      // One that could not be started has no end of its own.
      child.once('error', ({ message }) => { if (child.pid === undefined) listener({ detail: message }); });
    },
    end: () => { child.kill('SIGKILL'); },
  };
}

/** The parent of a process that {@link forkWorker} has started; null elsewhere. */
export function nodeParent(): ClientPort | null {
  if (process.send === undefined) return null;
  return {
    post: (message) => { process.send?.(message, undefined, undefined, () => undefined); },
    onMessage: (listener) => { process.on('message', listener); },
  };
}
