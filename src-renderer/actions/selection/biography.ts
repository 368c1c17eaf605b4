import { contexture } from '../../api/contexture';
import { flight } from '../../state/flight.svelte';
import { session } from '../../state/session.svelte';
import type { View } from '../../state/view';
import { report } from '../failures';

/** How many neighbours a layer's line shows. */
export const BIOGRAPHY_NEIGHBOURS = 8;

/** Asks for the nearest occurrences of a row at every layer; what is known already is not asked again. */
export async function readBiography({ summary: { key, nLayers } }: View, row: number, isCurrent: () => boolean): Promise<void> {
  if ((flight.biography?.key === key && flight.biography.row === row) || session.areEmbeddingsLost) return;
  try {
    const byLayer = await Promise.all(Array.from({ length: nLayers }, (_, layer) => contexture.neighbours({ key, layer, row, k: BIOGRAPHY_NEIGHBOURS })));
    if (isCurrent()) flight.biography = { key, row, byLayer: byLayer.map((found) => found.map((neighbour) => neighbour.row)) };
  } catch (error) {
    if (isCurrent()) report(error);
  }
}
