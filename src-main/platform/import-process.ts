import { utilityProcess } from 'electron';
import type { UtilityProcess } from 'electron';

/** Starts the import process of the app; it does one job. */
export function startImportProcess(entry: string): UtilityProcess {
  return utilityProcess.fork(entry, [], { serviceName: 'Contexture import', stdio: 'ignore' });
}
