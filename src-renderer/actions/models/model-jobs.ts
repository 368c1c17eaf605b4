import type { Events } from '@contract/events';
import { toEnvelope } from '@contract/failure';
import type { InstalledModel } from '@contract/model-card';
import { contexture } from '../../api/contexture';
import { importStageName } from '../../wording/import-progress';
import { library } from '../../state/library.svelte';
import { modelImport } from '../../state/panels/model-import.svelte';
import { modelJobs } from '../../state/panels/model-jobs.svelte';
import { modelPanel } from '../../state/panels/model-panel.svelte';
import { advance, begin, dismiss, end, enqueue, nextJobs, stop, type JobEnd, type ModelJob, type ModelTask } from '../../state/panels/model-queue';
import { attempt, isCancelled, report } from '../failures';
import { openModel } from './models';
import { noticesWords } from '../../wording/interface/notices';

let nextSeq = 1;

/** Puts an import or a download into the queue; it runs whether the panel stays open or not. */
export function addJob(name: string, task: ModelTask): void {
  modelJobs.queue = enqueue(modelJobs.queue, { seq: nextSeq++, name, task });
  if (task.kind === 'download') modelJobs.hasAskedServer = true;
  runNext();
}

function runNext(): void {
  for (const job of nextJobs(modelJobs.queue)) {
    modelJobs.queue = begin(modelJobs.queue, job.seq);
    void run(job);
  }
}

const asked = ({ seq, task }: ModelJob): Promise<InstalledModel> =>
  (task.kind === 'import' ? contexture.importModel({ seq, ...task.choice }) : contexture.downloadModel({ seq, source: task.source, nMaxWords: task.nMaxWords }));

async function run(job: ModelJob): Promise<void> {
  let outcome: JobEnd;
  try {
    outcome = { state: 'done', model: await asked(job) };
  } catch (error) {
    const { code, message, detail = null } = toEnvelope(error);
    outcome = isCancelled(error) ? { state: 'cancelled' } : { state: 'failed', reason: code === 'internal' ? noticesWords.wentWrong(message) : message, detail };
  }
  if (outcome.state === 'done') await refreshModels().catch(report);
  modelJobs.queue = end(modelJobs.queue, job.seq, outcome);
  runNext();
  if (outcome.state !== 'cancelled' && !modelPanel.isOpen) modelJobs.unseen = new Set(modelJobs.unseen).add(job.seq);
  modelJobs.said = outcome.state === 'done' ? noticesWords.modelReady(job.name) : outcome.state === 'failed' ? outcome.reason : noticesWords.modelCancelled(job.name);
  // Whoever still stands before the import sees its result; whoever has gone back to work is not called away.
  if (outcome.state === 'done' && job.task.kind === 'import' && modelPanel.isOpen && modelImport.preview === null) {
    const { model } = outcome;
    putAway(job.seq);
    attempt(() => openModel(model.id));
  }
}

export async function refreshModels(): Promise<void> {
  library.models = await contexture.listModels();
}

/** The listener of `models:progress`. */
export function modelProgress({ seq, ...progress }: Events['models:progress']): void {
  const job = modelJobs.queue.find((other) => other.seq === seq);
  if (job === undefined) return;
  modelJobs.queue = advance(modelJobs.queue, seq, progress);
  if (job.stage.state === 'running' && job.progress?.stage !== progress.stage) modelJobs.said = `${job.name}: ${importStageName(progress.stage)}`;
}

export function cancelJob({ seq, stage, name }: ModelJob): void {
  const wasRunning = stage.state === 'running';
  modelJobs.queue = stop(modelJobs.queue, seq);
  modelJobs.said = `${name}: ${wasRunning ? 'stopping' : 'cancelled'}.`;
  if (wasRunning) contexture.cancelModel(seq).catch(report);
}

export function putAway(seq: number): void {
  modelJobs.queue = dismiss(modelJobs.queue, seq);
  modelJobs.unseen = new Set([...modelJobs.unseen].filter((other) => other !== seq));
}
