import { toEnvelope } from '@contract/failure';
import { contexture } from '../../api/contexture';
import { inspection } from '../../state/inspection.svelte';
import { nearForms } from '../../state/panels/selection/near-forms.svelte';
import { session } from '../../state/session.svelte';
import { shownLayer, type View } from '../../state/view';
import { formsTable } from '../../wording/models/forms-table';
import { copyText } from '../copying';
import { isCancelled } from '../failures';
import { numbered } from '../numbered';

/** Asks for the word forms nearest to the mean of what is selected; beside another view to A alone, as the neighbours are. An abort gives it up. */
export async function findForms(view: View, rows: readonly number[], signal: AbortSignal): Promise<void> {
  const [first] = rows;
  if (first === undefined || session.areEmbeddingsLost || session.isModelChanging) return;
  const { summary: { key }, layer } = shownLayer(view);
  const asked = { key, layer, rows: view.left === null ? [...rows] : [first], k: Number(inspection.nNeighbours), isWithSet: nearForms.isWithSet };
  nearForms.problem = null;
  // Where there is a list already, it stands until the next one comes; only what takes long is told.
  if (nearForms.answer === null) nearForms.running = { stage: 'begin', nDone: 0, nTotal: 0 };
  try {
    const answer = await numbered((seq) => contexture.nearestForms({ seq, ...asked }), signal, ({ stage, nDone, nTotal }) => {
      if (!signal.aborted && (stage === 'load-model' || stage === 'embed')) nearForms.running = { stage, nDone, nTotal };
    });
    if (!signal.aborted) nearForms.answer = answer;
  } catch (error) {
    if (signal.aborted || isCancelled(error)) return;
    nearForms.stop();
    nearForms.problem = toEnvelope(error).message;
  } finally {
    if (!signal.aborted) nearForms.running = null;
  }
}

/** The list as it stands, with tabs between its cells. */
export function copyForms(): void {
  if (nearForms.answer !== null) copyText(formsTable(nearForms.answer.nearest, session.baseline));
}
