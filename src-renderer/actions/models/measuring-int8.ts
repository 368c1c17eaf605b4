import { whyNotInt8 } from '@contract/speed/int8-models';
import { measuredOccurrences } from '@contract/speed/int8-speed';
import { toEnvelope } from '@contract/failure';
import { contexture } from '../../api/contexture';
import { int8Panel } from '../../state/panels/models/int8-speed.svelte';
import { session } from '../../state/session.svelte';
import { isCancelled } from '../failures';
import { Newest } from '../newest';
import { numbered } from '../numbered';
import { viewAtRest } from '../view/at-rest';
import { withSenseAlone } from '../view/embedding';
import type { TellStep } from '../view/latest';
import { modelsWords } from '../../wording/interface/models';
import { statusWords } from '../../wording/interface/status';

const newest = new Newest(() => { int8Panel.running = null; });

/** Asks what was measured for the model on screen when the app ran before; once a model. */
export async function lookForInt8(): Promise<void> {
  const { model } = int8Panel;
  if (model === null || whyNotInt8(model) !== null || int8Panel.has(model)) return;
  int8Panel.keep(model, await contexture.int8Measured(model.id));
}

/** Shows what was measured before; nothing is measured until somebody asks. */
export function openInt8(): void {
  int8Panel.problem = null;
  int8Panel.isOpen = true;
}

/** What is under way ends with the dialog. */
export function closeInt8(): void {
  stopInt8();
  int8Panel.isOpen = false;
}

export function stopInt8(): void {
  newest.cancel();
}

/** Measures what 8 bits gain and cost for the model and the set on screen; a failure is told in the dialog. */
export async function measureInt8(): Promise<void> {
  const { model } = int8Panel;
  const { set } = session;
  if (model === null || set === null) return;
  int8Panel.problem = null;
  await newest.run(async (signal, isNewest) => {
    const tell: TellStep = (label, nDone, nTotal) => { if (!signal.aborted) int8Panel.running = { label, nDone: nDone ?? null, nTotal: nTotal ?? null }; };
    try {
      await viewAtRest(signal, tell);
      tell(statusWords.loading(model.name));
      const occurrences = measuredOccurrences(set.occurrences).map(withSenseAlone);
      const speed = await numbered((seq) => contexture.measureInt8({ seq, modelId: model.id, set: set.title, occurrences }), signal, ({ stage, nDone, nTotal }) => {
        if (stage === 'load-model') tell(statusWords.loading(model.name));
        else tell(stage === 'time' ? modelsWords.timing : modelsWords.readingBoth, nDone, nTotal);
      });
      int8Panel.keep(model, speed);
    } catch (error) {
      if (isNewest() && !isCancelled(error)) int8Panel.problem = toEnvelope(error).message;
    }
  });
}
