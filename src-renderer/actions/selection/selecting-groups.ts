import { contexture } from '../../api/contexture';
import type { LegendEntry } from '../../sets/categories';
import { colouring } from '../../state/colouring.svelte';
import { concordance } from '../../state/concordance.svelte';
import { induction } from '../../state/induction.svelte';
import { inspection } from '../../state/inspection.svelte';
import { selection } from '../../state/selection.svelte';
import { session } from '../../state/session.svelte';
import { shownLayer } from '../../state/view';
import { addRows, selectRows } from './selecting';
import { nearestPoints } from './map-neighbourhood';
import { stepWords } from '../../wording/interface/steps';

/** Everything that passes filter and search, in the order of the set. */
export function selectShown(): void {
  selectRows(concordance.passing, stepWords.selectionShown);
}

/** Whether there is a search that can be selected by. */
export const canSelectMatches = (): boolean => concordance.pattern.kind === 'match';

/** Everything that matches the search; what the legend hides stays out. */
export function selectMatches(): void {
  if (canSelectMatches()) selectRows(concordance.passing, stepWords.selectionMatches);
}

/** Every row of a legend entry, hidden or not. */
export function selectEntry({ id, label }: LegendEntry): void {
  selectRows(colouring.entryOfRow.flatMap((entry, row) => (entry === id ? [row] : [])), stepWords.selectionOf(label));
}

/** Whether a selected row is in one of the clusters that were found. */
export const canSelectCluster = (): boolean => selection.rows.some((row) => (induction.found?.clusterOf[row] ?? 0) > 0);

/** All rows of the clusters that selected rows are in. */
export function selectClusters(): void {
  const { found } = induction;
  if (found === null || !canSelectCluster()) return;
  const ids = new Set(selection.rows.map((row) => found.clusterOf[row]).filter((id) => id !== 0));
  addRows([...found.clusterOf.keys()].filter((row) => ids.has(found.clusterOf[row])), { name: stepWords.selectionCluster });
}

/** Whether the selection has neighbours of its own: a model that knows one vector a form has none, and after a crash there is nobody to ask. */
export const canAddNearest = (): boolean => selection.rows.length > 0 && session.view !== null && session.view.map.kind === 'cloud' && !session.areEmbeddingsLost && !session.isModelChanging;

/** Adds the k rows nearest to the mean of the selection in the vectors that are shown; k as the list of neighbours has it. @throws Failure as the model throws it */
export async function addNearest(): Promise<void> {
  const { view } = session;
  const [row, ...others] = selection.rows;
  if (view === null || row === undefined || !canAddNearest()) return;
  const chosen = selection.rows;
  const { summary: { key }, layer } = shownLayer(view);
  const found = await contexture.neighbours({ key, layer, row, k: Number(inspection.nNeighbours), ...(others.length === 0 ? {} : { others }) });
  // An answer to an earlier selection is none to this one.
  if (session.view === view && selection.rows === chosen) addRows(found.map((neighbour) => neighbour.row), { name: stepWords.selectionNearest });
}

/** Whether a selected row has a place in the map. */
export const canAddNeighbourhood = (): boolean => {
  const map = session.view?.map;
  return map?.kind === 'cloud' && selection.rows.some((row) => (map.pointOf[row] ?? -1) >= 0);
};

/** Adds the rows of the k points nearest in the map to any selected point; k as the list of neighbours has it. */
export function addNeighbourhood(): void {
  const map = session.view?.map;
  if (map?.kind !== 'cloud' || !canAddNeighbourhood()) return;
  const points = selection.rows.map((row) => map.pointOf[row] ?? -1).filter((point) => point >= 0);
  addRows(nearestPoints(map.coordinates, points, Number(inspection.nNeighbours)).map((point) => map.rows[point] ?? 0), { name: stepWords.selectionInMap });
}
