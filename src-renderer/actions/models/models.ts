import { toEnvelope } from '@contract/failure';
import { defaultSettings } from '@contract/settings';
import { contexture } from '../../api/contexture';
import { library } from '../../state/library.svelte';
import { modelImport } from '../../state/panels/model-import.svelte';
import { modelJobs } from '../../state/panels/model-jobs.svelte';
import { modelPanel } from '../../state/panels/model-panel.svelte';
import { session } from '../../state/session.svelte';
import { settings } from '../../state/settings.svelte';
import { attempt, isCancelled } from '../failures';
import { show, switchModel } from '../view/view';
import { noticesWords } from '../../wording/interface/notices';

/** Opens the panel of models; the catalogue is built in, so that nothing is asked of a server. */
export function openModels(): void {
  modelPanel.isOpen = true;
  modelJobs.unseen = new Set();
  if (modelPanel.catalogue.length > 0) return;
  attempt(async () => {
    try {
      modelPanel.catalogue = await contexture.modelCatalogue();
      modelPanel.catalogueProblem = null;
    } catch (error) {
      modelPanel.catalogueProblem = toEnvelope(error).message;
    }
  });
}

/** Closes the panel; imports and downloads go on. */
export function closeModels(): void {
  modelPanel.isOpen = false;
  modelPanel.removing = null;
  modelPanel.removeProblem = null;
  modelImport.close();
  // What came while somebody watched needs no further telling.
  modelJobs.queue = modelJobs.queue.filter((job) => job.stage.state !== 'done');
}

/** Looks at a model; before the first set it becomes the one to begin with. */
export async function openModel(id: string): Promise<void> {
  closeModels();
  if (session.target !== null) await switchModel(id);
  else if (!settings.isSnapshot) settings.saved = await contexture.updateSettings({ modelId: id });
}

/** The model that a first start on this machine opens. */
const usualModelId = (): string => defaultSettings(settings.memoryBytes).modelId;

/** The model that takes the place of one that is removed. */
function replacementOf(id: string): (typeof library.models)[number] | null {
  const others = library.models.filter((model) => model.id !== id);
  return others.find((model) => model.id === usualModelId()) ?? others.find((model) => model.isBundled) ?? others[0] ?? null;
}

/** Removes an imported model; one that is in view gives way to the default model first, so that nobody reads its files any more. */
export async function removeModel(id: string): Promise<void> {
  modelPanel.isRemoving = true;
  modelPanel.removeProblem = null;
  try {
    if (session.target?.model.id === id) {
      const model = replacementOf(id);
      if (model !== null && !await show({ model })) {
        modelPanel.removeProblem = { id, reason: noticesWords.modelInUse };
        return;
      }
    } else if (settings.saved.modelId === id) settings.saved = await contexture.updateSettings({ modelId: usualModelId() });
    await contexture.removeModel(id);
    modelJobs.said = noticesWords.modelRemoved(library.modelById(id)?.name ?? id);
    library.models = await contexture.listModels();
    modelPanel.removing = null;
  } catch (error) {
    if (!isCancelled(error)) modelPanel.removeProblem = { id, reason: toEnvelope(error).message };
  } finally {
    modelPanel.isRemoving = false;
  }
}
