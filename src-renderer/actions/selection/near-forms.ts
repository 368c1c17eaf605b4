import { toEnvelope } from '@contract/failure';
import { contexture } from '../../api/contexture';
import { languageOf } from '../../sets/languages/language';
import { inspection } from '../../state/inspection.svelte';
import { nearForms } from '../../state/panels/selection/near-forms.svelte';
import { session } from '../../state/session.svelte';
import { shownLayer, type View } from '../../state/view';
import { formsTable } from '../../wording/models/forms-table';
import { copyText } from '../copying';
import { isCancelled } from '../failures';
import { numbered } from '../numbered';

/** What is being asked; reading the sample serves every question about it. */
let reading: { readonly sample: string; readonly controller: AbortController; readonly done: Promise<void> } | null = null;

/** Whether a set's sentences are in the sample already: those of the bundled sets in English are. */
export const isInSample = ({ set }: View): boolean => set.origin === 'preset' && set.occurrences.every((one) => languageOf(one) === undefined);

const isWithSet = (view: View): boolean => nearForms.isWithSet && !isInSample(view);

/**
 * Asks for the word forms nearest to the mean of what is selected; beside another view to A alone, as the neighbours are. Another selection or layer waits
 * until the sample is read, another sample takes its place.
 */
export async function findForms(view: View, rows: readonly number[], isCurrent: () => boolean): Promise<void> {
  if (rows.length === 0 || session.areEmbeddingsLost || session.isModelChanging) return;
  const sample = JSON.stringify([view.model.id, view.pooling, isWithSet(view) ? view.set.id : null]);
  if (reading !== null && reading.sample !== sample) cancelReading();
  await reading?.done;
  if (!isCurrent()) return;
  const controller = new AbortController();
  const done = ask(view, rows, controller.signal, isCurrent);
  const own = reading = { sample, controller, done };
  await done;
  if (reading === own) reading = null;
}

async function ask(view: View, rows: readonly number[], signal: AbortSignal, isCurrent: () => boolean): Promise<void> {
  const { summary: { key }, layer } = shownLayer(view);
  const asked = { key, layer, rows: view.left === null ? [...rows] : rows.slice(0, 1), k: Number(inspection.nNeighbours), isWithSet: isWithSet(view) };
  nearForms.problem = null;
  // Where there is a list already, it stands until the next one comes; only what takes long is told.
  if (nearForms.answer === null) nearForms.running = { stage: 'begin', nDone: 0, nTotal: 0 };
  try {
    const answer = await numbered((seq) => contexture.nearestForms({ seq, ...asked }), signal, ({ stage, nDone, nTotal }) => {
      if (!signal.aborted && (stage === 'load-model' || stage === 'embed')) nearForms.running = { stage, nDone, nTotal };
    });
    if (isCurrent()) nearForms.answer = answer;
  } catch (error) {
    if (signal.aborted || isCancelled(error)) return;
    nearForms.stop();
    nearForms.problem = toEnvelope(error).message;
  } finally {
    if (!signal.aborted) nearForms.running = null;
  }
}

/** Nobody waits for it any more. */
export function cancelReading(): void {
  reading?.controller.abort();
  reading = null;
  nearForms.running = null;
}

/** Gives it up; the button is back. */
export function cancelForms(): void {
  cancelReading();
  nearForms.stop();
}

/** The list as it stands, with tabs between its cells. */
export function copyForms(): void {
  if (nearForms.answer !== null) copyText(formsTable(nearForms.answer.nearest, session.baseline));
}
