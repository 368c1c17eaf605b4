import type { WorkerPort } from '@contract/rpc';
import { forkWorker } from '@rpc/transports/node-child';

/** The import process as a plain Node child, out of the reach of Ctrl+C: its parent ends it, and it ends when its parent is no more. */
export function startImportProcess(entry: string): WorkerPort {
  return forkWorker(entry, [String(process.pid)], { detached: process.platform !== 'win32' });
}
