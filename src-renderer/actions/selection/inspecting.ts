import { contexture } from '../../api/contexture';
import { inspection, MATRIX_ROWS } from '../../state/inspection.svelte';
import { session } from '../../state/session.svelte';
import { shownLayer, type View } from '../../state/view';
import { report } from '../failures';
import { mapRanks } from './measure';

/** Fetches what the inspector shows for the selection; an answer that comes after the next selection is dropped. */
export async function inspect(view: View, rows: readonly number[], isCurrent: () => boolean): Promise<void> {
  const [first] = rows;
  if (first === undefined) {
    inspection.clear();
    return;
  }
  inspection.openPieces = new Set([...inspection.openPieces].filter((row) => rows.includes(row)).concat(first));
  // After a crash there is nothing to ask until somebody restarts the model.
  if (session.areEmbeddingsLost) return;
  try {
    await Promise.all([
      measured(view, rows.slice(0, MATRIX_ROWS), isCurrent),
      neighbours(view, rows, isCurrent),
      ...[...inspection.openPieces].map((row) => fetchPieces(view, row)),
    ]);
  } catch (error) {
    if (isCurrent()) report(error);
  }
}

async function measured(view: View, rows: readonly number[], isCurrent: () => boolean): Promise<void> {
  if (rows.length < 2) {
    inspection.distances = inspection.mixedDistances = null;
    return;
  }
  const of = ({ key }: Pick<View['summary'], 'key'>): ReturnType<typeof contexture.distances> => contexture.distances({ key, rows: [...rows] });
  const [distances, mixed] = await Promise.all([of(view.summary), view.mixed === null ? null : of(view.mixed)]);
  if (!isCurrent()) return;
  inspection.distances = distances;
  inspection.mixedDistances = mixed;
}

/** Of the mean of what is selected; beside another view of A alone, which is what the two sides are compared by. */
async function neighbours(view: View, rows: readonly number[], isCurrent: () => boolean): Promise<void> {
  const [row] = rows;
  if (row === undefined) return;
  if (view.map.kind === 'static') {
    inspection.neighbours = [];
    return;
  }
  const { summary: { key }, layer } = shownLayer(view);
  const others = view.left === null ? rows.slice(1) : [];
  const found = await contexture.neighbours({ key, layer, row, k: Number(inspection.nNeighbours), ...(others.length === 0 ? {} : { others: [...others] }) });
  if (!isCurrent()) return;
  const { pointOf, coordinates } = view.map;
  // A mean has no place in the map.
  const point = others.length > 0 ? -1 : pointOf[row] ?? -1;
  const ranks = point < 0 ? null : mapRanks(coordinates, point);
  inspection.neighbours = found.map((neighbour) => {
    const other = pointOf[neighbour.row] ?? -1;
    return { ...neighbour, mapRank: ranks === null || other < 0 ? null : (ranks[other] ?? null) };
  });
  inspection.neighboursOf = row;
  inspection.nInMean = others.length + 1;
}

async function fetchPieces(view: View, row: number): Promise<void> {
  const text = view.set.occurrences[row]?.text;
  // While another model is loaded nothing is asked of this one; the inspector asks again when that is over.
  if (text === undefined || view.model.tokenizer === 'word-form' || session.isModelChanging) return;
  const { pieces } = await contexture.pieces({ modelId: view.model.id, text });
  if (session.view?.model.id === view.model.id && session.view.set === view.set) inspection.pieces = new Map(inspection.pieces).set(row, pieces);
}

/** Opens or closes the sub-word pieces of an occurrence. */
export async function togglePieces(row: number): Promise<void> {
  const open = new Set(inspection.openPieces);
  if (!open.delete(row)) {
    open.add(row);
    if (session.view !== null) await fetchPieces(session.view, row);
  }
  inspection.openPieces = open;
}

/** Pieces belong to one tokenizer. */
export function forgetPieces(): void {
  inspection.pieces = new Map();
}
