import { areOf } from '../../sets/found-senses';
import type { FoundDirection } from '../../sets/direction';
import { current } from '../document.svelte';
import { session } from '../session.svelte';

/** The axis between two groups of the set on screen. */
class Direction {
  /** What was made of the sentences on screen, at whatever layer of whatever model; null: nothing yet. */
  readonly found = $derived.by<FoundDirection | null>(() => {
    const { direction } = current.document;
    return direction !== null && session.set !== null && areOf(direction, session.set) ? direction : null;
  });
}

export const direction = new Direction();
