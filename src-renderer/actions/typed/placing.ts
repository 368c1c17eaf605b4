import type { EmbeddingSummary, Neighbour } from '@contract/embedding';
import type { Request } from '@contract/channels';
import { contexture } from '../../api/contexture';
import { rowOfForm } from '../../sets/forms';
import type { Tried } from '../../state/document';
import type { Placed } from '../../state/typed.svelte';
import { shownLayer, type CloudMap, type MapPosition, type View } from '../../state/view';
import { mapPositionAt, projector, toSpace } from '../map/projection';
import { cloudSource } from '../map/row-sources';
import { judge } from './judging';

/** Neighbours that are asked for: they place the word's other layers in the map. */
export const N_NEIGHBOURS = 15;

/** What a model is asked of a typed sentence. */
export interface AskedSentence {
  readonly asked: Pick<Request<'inference:place'>, 'text' | 'word' | 'charStart'>;
  /** The word that the verdict is about. */
  readonly judged: string;
  /** The word as it is written; null where there is none. */
  readonly form: string | null;
}

export function askedOf(view: View, { text, span }: Tried): AskedSentence {
  // A whole sentence is placed whole; of a word's sentence, the word.
  const isSentence = view.pooling === 'sentence';
  const form = span === null ? null : text.slice(span.charStart, span.charEnd);
  // A form that the set does not have is a word of its own, on which it has no evidence.
  const judged = form === null ? view.set.word : view.set.occurrences[rowOfForm(view.set.occurrences, form)]?.word ?? form;
  return { asked: { text, word: isSentence || form === null ? text : form, ...(span === null || isSentence ? {} : { charStart: span.charStart }) }, judged, form };
}

/** Where a typed sentence stands in a map, and what is said of it. @throws Failure as the channel `place` does, and the signal's reason */
export async function placeSentence(
  view: View,
  map: CloudMap,
  { asked, judged }: AskedSentence,
  signal: AbortSignal,
): Promise<Pick<Placed, 'position' | 'verdict'> & { readonly neighbours: readonly Neighbour[] }> {
  const { summary, layer } = shownLayer(view);
  const { neighbours, vector } = await contexture.place({ key: summary.key, layer, k: N_NEIGHBOURS, ...asked });
  signal.throwIfAborted();
  const verdict = await judge(view, vector, judged, signal);
  return { neighbours, verdict, position: await placedAmong(summary, { ...view, map }, vector, signal) };
}

/** Where a vector stands in the map of a layer: placed by the projection worker among all its rows, which do not move. */
export async function placedAmong(
  summary: EmbeddingSummary,
  { map, vectors, ghosts }: Pick<View, 'vectors' | 'ghosts'> & { readonly map: CloudMap },
  vector: Float32Array,
  signal: AbortSignal,
): Promise<MapPosition> {
  const placed = await projector.place(
    cloudSource(summary, vectors, ghosts),
    { coordinates: map.layout, parameters: map.parameters, unit: map.unit },
    vector,
    { signal },
  );
  return mapPositionAt(toSpace(placed, map.parameters.nComponents), 0);
}
