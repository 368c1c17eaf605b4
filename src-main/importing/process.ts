// Entry of the import process: does one job and reports. Started as Electron's utilityProcess by the app and as a plain Node child by the command line.
import { toEnvelope } from '@contract/failure';
import type { ImportJob, ImportReport } from './import-job';
import { importModel, previewModel } from './import-model';
import { endWithParent } from '../platform/parent-watch';

interface ParentPort {
  once(event: 'message', listener: (event: { readonly data: unknown }) => void): void;
  postMessage(message: ImportReport): void;
}

const port = (process as unknown as { readonly parentPort?: ParentPort }).parentPort;

function report(message: ImportReport): void {
  if (port === undefined) process.send?.(message);
  else port.postMessage(message);
}

/** Progress that comes faster than anybody can read would only fill the channel. */
const minIntervalMs = 100;

async function work(job: ImportJob): Promise<void> {
  let last = 0;
  try {
    if (job.type === 'inspect') report({ type: 'inspected', preview: await previewModel(job.path) });
    else {
      const card = await importModel(job, (progress) => {
        const now = performance.now();
        if (now - last < minIntervalMs && progress.nDone !== progress.nTotal) return;
        last = now;
        report({ type: 'progress', progress });
      });
      report({ type: 'imported', card });
    }
  } catch (error) {
    report({ type: 'failed', error: toEnvelope(error) });
  }
}

// Both ends are this program's own: the form was checked where the message was made.
if (port !== undefined) port.once('message', ({ data }) => { void work(data as ImportJob); });
else {
  // Whoever started it is gone: nobody waits for the result. A busy process does not see that its channel is closed, so its parent is watched, too.
  process.once('disconnect', () => { process.exit(1); });
  endWithParent(Number(process.argv[2]));
  process.once('message', (job) => { void work(job as ImportJob); });
}
