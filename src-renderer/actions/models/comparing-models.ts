import { toEnvelope } from '@contract/failure';
import type { InstalledModel } from '@contract/model-card';
import { contexture } from '../../api/contexture';
import { library } from '../../state/library.svelte';
import { modelTable } from '../../state/panels/model-table.svelte';
import { session } from '../../state/session.svelte';
import { figureWord } from '../../wording/captions';
import { modelTableText, sensesOf } from '../../wording/models/model-table';
import { copyText } from '../copying';
import { isCancelled } from '../failures';
import { numbered } from '../numbered';
import { viewAtRest } from '../view/at-rest';
import { requestAside } from '../view/embedding';
import { Newest } from '../newest';
import type { TellStep } from '../view/latest';
import { modelTableWords } from '../../wording/interface/modeltable';
import { statusWords } from '../../wording/interface/status';

const newest = new Newest(() => { modelTable.running = null; });

/** Shows what was measured before; nothing is measured until somebody asks. */
export function openModelTable(): void {
  modelTable.isOpen = true;
}

/** What is under way ends with the dialog: a model that is timed must not have to share the machine with a map. */
export function closeModelTable(): void {
  stopMeasuringModels();
  modelTable.isOpen = false;
}

/** Gives up what is under way; what was measured stays. */
export function stopMeasuringModels(): void {
  newest.cancel();
}

/** Measures models, one after the other; an older order gives way. One that fails says why, and the next has its turn. */
export async function measureModels(ids: readonly string[]): Promise<void> {
  await newest.run(async (signal) => {
    for (const id of ids) {
      const model = library.modelById(id);
      if (signal.aborted) return;
      if (model !== null) await measureModel(model, signal);
    }
  });
}

async function measureModel(model: InstalledModel, signal: AbortSignal): Promise<void> {
  const tell: TellStep = (label, nDone, nTotal) => { if (!signal.aborted) modelTable.running = { id: model.id, label, nDone: nDone ?? null, nTotal: nTotal ?? null }; };
  modelTable.tell(model.id, null);
  try {
    await viewAtRest(signal, tell);
    // Whose figures are there already is measured once more: times are those of now.
    await measureSenses(model, signal, tell);
    await measureFigures(model, signal, tell);
  } catch (error) {
    if (!signal.aborted && !isCancelled(error)) modelTable.tell(model.id, toEnvelope(error).message);
  }
}

async function measureSenses(model: InstalledModel, signal: AbortSignal, tell: TellStep): Promise<void> {
  const { set, hasSenses } = session;
  if (set === null || !hasSenses || modelTable.sensesOf(model) !== null) return;
  const { occurrences } = set;
  const { senseRecall, missing } = await requestAside(model, 'mean', session.target?.device ?? 'auto', occurrences, signal, tell);
  modelTable.keepSenses(model, occurrences, sensesOf(senseRecall, occurrences, missing));
}

async function measureFigures(model: InstalledModel, signal: AbortSignal, tell: TellStep): Promise<void> {
  tell(modelTableWords.readingChanged);
  const device = session.target?.device ?? 'auto';
  const figures = await numbered((seq) => contexture.modelFigures({ seq, modelId: model.id, device }), signal, ({ stage, nDone, nTotal }) => {
    if (stage === 'load-model') tell(statusWords.loading(model.name));
    else tell(stage === 'time' ? modelTableWords.timing : modelTableWords.readingChanged, nDone, nTotal);
  });
  modelTable.keepFigures(model, figures);
}

/** The rows as they stand, with tabs between their cells. */
export function copyModelTable(): void {
  copyText(modelTableText(session.set === null ? modelTableWords.theSet : figureWord(session.set), modelTable.rows));
}
