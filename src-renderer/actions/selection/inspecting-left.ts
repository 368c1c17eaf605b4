import { neighbourOverlapSteps } from '@semantics/neighbour-overlap';
import { contexture } from '../../api/contexture';
import { comparison } from '../../state/compare.svelte';
import { inspection, MATRIX_ROWS } from '../../state/inspection.svelte';
import { session } from '../../state/session.svelte';
import { shownLayer, type View } from '../../state/view';
import { isCancelled, report } from '../failures';
import { inSlices, tableOf } from './measure';

/** Neighbours that two sides are held against each other by. */
const OVERLAP_K = 10;

/** Fetches for the left of a comparison what the inspector shows of the right; an answer that comes after the next selection is dropped. */
export async function inspectLeft(left: View, rows: readonly number[], isCurrent: () => boolean): Promise<void> {
  const [first] = rows;
  if (first === undefined || session.areEmbeddingsLost) {
    comparison.distances = null;
    comparison.neighbours = [];
    return;
  }
  const { summary: { key }, layer } = shownLayer(left);
  try {
    const [distances, neighbours] = await Promise.all([
      rows.length < 2 ? null : contexture.distances({ key, rows: rows.slice(0, MATRIX_ROWS) }),
      left.map.kind === 'static' ? [] : contexture.neighbours({ key, layer, row: first, k: Number(inspection.nNeighbours) }),
    ]);
    if (!isCurrent()) return;
    comparison.distances = distances;
    comparison.neighbours = neighbours;
  } catch (error) {
    if (isCurrent()) report(error);
  }
}

/** Measures how far both sides agree on who is near whom. */
export async function measureOverlap(left: View, right: View, signal: AbortSignal): Promise<void> {
  comparison.overlap = null;
  const table = (view: View): ReturnType<typeof tableOf> => tableOf(view.vectors, shownLayer(view).summary.dim);
  try {
    const overlap = await inSlices(neighbourOverlapSteps(table(left), table(right), OVERLAP_K), signal);
    if (!signal.aborted) comparison.overlap = overlap;
  } catch (error) {
    if (!signal.aborted && !isCancelled(error)) report(error);
  }
}
