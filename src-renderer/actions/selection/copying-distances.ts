import { inspection } from '../../state/inspection.svelte';
import { session } from '../../state/session.svelte';
import { shownScript, shownTable, shownWithoutScript, type ShownDistances } from '../../wording/distances-copy';
import { copyText } from '../copying';

/** The matrix of the selection as it stands on screen; null where there is none. */
function shownDistances(): ShownDistances | null {
  const { view, baseline } = session;
  const distances = view?.mix == null ? inspection.distances : inspection.mixedDistances;
  if (view === null || distances === null) return null;
  const { model, precision, pooling, prompt, layer, mix, set: { occurrences }, summary: { subwords } } = view;
  return { model, precision, pooling, prompt, layer, mix, baseline, distances, occurrences, subwords };
}

/** The matrix with tabs between its cells, behind what it is of. */
export function copyDistances(): void {
  const shown = shownDistances();
  if (shown !== null) copyText(shownTable(shown));
}

/** A Python script that prints the same matrix; nothing where there can be none, which the menu says in its place. */
export function copyDistancesScript(): void {
  const shown = shownDistances();
  if (shown !== null && shownWithoutScript(shown) === null) copyText(shownScript(shown));
}
