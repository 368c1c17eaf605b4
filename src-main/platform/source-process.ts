import { app, utilityProcess } from 'electron';
import type { WorkerPort } from '@contract/rpc';
import { overUtilityProcess } from '@rpc/transports/utility-process';
import { watchMemory } from './memory-watch';

/** What reading sentences may take. The largest lawful file, opened again beside the one that is open, takes 1.05 GB: 64 MB of cells of three characters. */
const MAX_MB = 2_048;

/** Starts the process that reads files of sentences. */
export function startSourceReader(entry: string): WorkerPort {
  const child = utilityProcess.fork(entry, [], { serviceName: 'Contexture reader', stdio: 'ignore' });
  watchMemory(child, MAX_MB, (pid) => app.getAppMetrics().find((process) => process.pid === pid)?.memory.workingSetSize);
  return overUtilityProcess(child);
}
