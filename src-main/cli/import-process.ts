import { fork } from 'node:child_process';
import type { ImportChild } from '../models/import-job';

/** The import process as a plain Node child; Ctrl+C reaches it too, so it is told to leave that to its parent. */
export function startImportProcess(entry: string): ImportChild {
  const child = fork(entry, [], { stdio: ['ignore', 'ignore', 'ignore', 'ipc'], detached: process.platform !== 'win32' });
  return {
    postMessage: (job) => { child.send(job); },
    on: (event: 'message' | 'exit', listener: (value: never) => void) => child.on(event, listener as (value: unknown) => void),
    kill: () => child.kill('SIGKILL'),
  };
}
