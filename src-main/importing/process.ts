// Entry of the import process: does one job and reports. Started as Electron's utilityProcess by the app and as a plain Node child by the command line.
import { byMethod, serve } from '@rpc/serve';
import { nodeParent } from '@rpc/transports/node-child';
import { processParent } from '@rpc/transports/process-parent';
import type { ImportMethods } from './import-job';
import { importModel, previewModel } from './import-model';
import { endWithParent } from '../platform/parent-watch';

/** Progress that comes faster than anybody can read would only fill the channel. */
const minIntervalMs = 100;

serve<ImportMethods>(processParent(), byMethod<ImportMethods>({
  inspect: ({ path }) => previewModel(path),
  import: (job, { tell }) => importModel(job, tell),
}), { minIntervalMs, isCertain: ({ nDone, nTotal }) => nDone === nTotal });

if (nodeParent() !== null) {
  // Whoever started it is gone: nobody waits for the result. A busy process does not see that its channel is closed, so its parent is watched, too.
  process.once('disconnect', () => { process.exit(1); });
  endWithParent(Number(process.argv[2]));
}
