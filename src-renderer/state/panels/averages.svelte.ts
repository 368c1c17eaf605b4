import type { MapPosition, View } from '../view';
import { session } from '../session.svelte';

export interface PlacedAverage {
  readonly form: string;
  readonly n: number;
  readonly position: MapPosition;
}

/** The average of the occurrences of each word form, in the map. */
class Averages {
  areWanted = $state(false);
  /** The view in whose map they were placed. */
  of = $state.raw<View['map'] | null>(null);
  places = $state.raw<readonly PlacedAverage[]>([]);

  readonly shown = $derived(this.areWanted && session.view !== null && this.of === session.view.map ? this.places : NONE);
}

const NONE: readonly PlacedAverage[] = [];

export const averages = new Averages();
