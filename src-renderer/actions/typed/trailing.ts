import { Failure } from '@contract/failure';
import { MOST_TRIED, type Tried } from '../../state/document';
import { current } from '../../state/document.svelte';
import { keyOfTried, typedTrail } from '../../state/panels/typed/trail.svelte';
import { session } from '../../state/session.svelte';
import type { Placed } from '../../state/typed.svelte';
import type { View } from '../../state/view';
import { isCancelled, report } from '../failures';
import { askedOf, placeSentence } from './placing';
import { stepWords } from '../../wording/interface/steps';

/** A sentence that was sent off stays as a trail: a step of its own, unless it is there already. The oldest make way. */
export function keepOnTrail({ map, mode }: View, { text, span, position, verdict }: Placed): void {
  if (mode !== 'cloud') return;
  const one: Tried = { text, span };
  typedTrail.put(map, one, { position, verdict });
  if (typedTrail.all.some((other) => keyOfTried(other) === keyOfTried(one))) return;
  current.change({ name: stepWords.tried }, { tried: [...typedTrail.all, one].slice(-MOST_TRIED) });
}

/** Places what has no place in this map yet, one after the other: after a change of layer, model or map, and after undoing. */
export async function placeTrail(view: View, signal: AbortSignal): Promise<void> {
  const { map } = view;
  if (map.kind !== 'cloud' || view.mode !== 'cloud' || session.areEmbeddingsLost || session.isModelChanging) return;
  for (const one of typedTrail.unplacedIn(map)) {
    try {
      // Without a word of the set there is nothing to place but the whole sentence.
      const place = one.span === null && view.pooling !== 'sentence' ? null : await placeSentence(view, map, askedOf(view, one), signal);
      if (signal.aborted) return;
      typedTrail.put(map, one, place);
    } catch (error) {
      if (signal.aborted || isCancelled(error)) return;
      if (!(error instanceof Failure && error.code === 'not-found')) { report(error); return; }
      typedTrail.put(map, one, null);
    }
  }
}
