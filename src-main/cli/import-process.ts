import { fork } from 'node:child_process';
import type { ImportChild } from '../importing/import-job';

/** The import process as a plain Node child, out of the reach of Ctrl+C: its parent ends it, and it ends when its parent is no more. */
export function startImportProcess(entry: string): ImportChild {
  const child = fork(entry, [String(process.pid)], { stdio: ['ignore', 'ignore', 'ignore', 'ipc'], detached: process.platform !== 'win32' });
  return {
    postMessage: (job) => { child.send(job); },
    on: (event: 'message' | 'exit', listener: (value: never) => void) => child.on(event, listener as (value: unknown) => void),
    kill: () => child.kill('SIGKILL'),
  };
}
