import { toEnvelope } from '@contract/failure';
import type { ChosenModel } from '@contract/model-import';
import { contexture } from '../../api/contexture';
import { modelImport } from '../../state/panels/model-import.svelte';
import type { ModelJob } from '../../state/panels/model-queue';
import { isCancelled } from '../failures';
import { addJob, putAway } from './model-jobs';
import { openModels } from './models';

/** What was inspected, by handle: a try that failed is changed without choosing the folder again. */
const inspected = new Map<string, ChosenModel>();

async function inspect(look: () => Promise<ChosenModel | null>): Promise<void> {
  if (modelImport.isInspecting) return;
  modelImport.isInspecting = true;
  modelImport.error = null;
  try {
    const preview = await look();
    if (preview === null) return;
    inspected.set(preview.handle, preview);
    modelImport.open(preview);
  } catch (error) {
    if (isCancelled(error)) return;
    modelImport.preview = null;
    modelImport.error = toEnvelope(error).message;
  } finally {
    modelImport.isInspecting = false;
  }
}

export const chooseModel = (what: 'folder' | 'file'): Promise<void> => inspect(() => contexture.chooseModel(what));

/** A folder or file that was dropped on the window. */
export async function inspectDropped(file: File): Promise<void> {
  openModels();
  await inspect(() => contexture.inspectDroppedModel(file));
}

/** Imports what the form describes. */
export function startImport(): void {
  const choice = modelImport.choice();
  if (choice === null) return;
  modelImport.close();
  addJob(choice.name, { kind: 'import', choice });
}

/** Back to the form with what was entered, after a try that failed or was cancelled. */
export function changeImport({ seq, task }: ModelJob): void {
  const preview = task.kind === 'import' ? inspected.get(task.choice.handle) : undefined;
  if (task.kind !== 'import' || preview === undefined) return;
  modelImport.reopen(preview, task.choice);
  putAway(seq);
}
