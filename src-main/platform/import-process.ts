import { utilityProcess } from 'electron';
import type { WorkerPort } from '@contract/rpc';
import { overUtilityProcess } from '@rpc/transports/utility-process';

/** Starts the import process of the app; it does one job. */
export function startImportProcess(entry: string): WorkerPort {
  return overUtilityProcess(utilityProcess.fork(entry, [], { serviceName: 'Contexture import', stdio: 'ignore' }));
}
