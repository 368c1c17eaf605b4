import { toEnvelope } from '@contract/failure';
import type { DownloadSource } from '@contract/model-import';
import { contexture } from '../../api/contexture';
import { hubNameIn } from '../../wording/model-names';
import { modelJobs } from '../../state/panels/model-jobs.svelte';
import { modelPanel, type Offer } from '../../state/panels/model-panel.svelte';
import { sourceKey } from '../../state/panels/model-queue';
import { addJob, putAway } from './model-jobs';
import { modelsWords } from '../../wording/interface/models';

/** Asks the server what a download would fetch: only ever after a press. */
export async function planOffer(offer: Offer): Promise<void> {
  if (offer.state === 'asking') return;
  modelJobs.hasAskedServer = true;
  modelPanel.change(offer, { state: 'asking', problem: null });
  try {
    const plan = await contexture.planDownload(offer.source);
    modelPanel.change(offer, { state: 'planned', plan, name: plan.name });
  } catch (error) {
    modelPanel.change(offer, { state: 'refused', plan: null, problem: toEnvelope(error).message });
  }
}

/** Looks a name of the Hugging Face hub up. */
export async function lookUpHub(text: string): Promise<void> {
  const name = hubNameIn(text);
  if (name === null) {
    modelPanel.hubProblem = modelsWords.hubNameProblem;
    return;
  }
  modelPanel.hubProblem = null;
  modelPanel.hubText = '';
  modelPanel.lookedUp = [name, ...modelPanel.lookedUp.filter((other) => other !== name)];
  await planOffer(modelPanel.offer({ by: 'hub', name }, name));
}

/** Fetches what the plan lists, or the rest of it. */
export function startDownload({ source, name, nMaxWords }: Offer): void {
  addJob(name, { kind: 'download', source, nMaxWords });
}

/** Back to the bare row. */
export function forgetOffer(source: DownloadSource): void {
  const job = modelJobs.ofRow(sourceKey(source));
  if (job !== null) putAway(job.seq);
  modelPanel.forget(source);
}
