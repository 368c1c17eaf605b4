import { current } from './document.svelte';
import type { Journey } from './view';

export const FLIGHT_SPEEDS = ['½', '1', '2'] as const;
export type FlightSpeed = (typeof FLIGHT_SPEEDS)[number];

/** How long a step from one layer to the next takes, and how long each layer is rested at, in ms. */
export const STEP_MS: Readonly<Record<FlightSpeed, number>> = { '½': 900, '1': 450, '2': 225 };
export const STOP_MS = 160;
/** How long the last layer is rested at before the flight begins again. */
export const LOOP_MS = 700;

/** The nearest rows of a row at every layer, nearest first. */
export interface Biography {
  /** Of the embedding. */
  readonly key: string;
  readonly row: number;
  readonly byLayer: readonly (readonly number[])[];
}

/** How the layers are flown through. */
class Flight {
  isPlaying = $state(false);
  speed = $state<FlightSpeed>('1');
  isLooping = $state(false);
  /** Where the hand is while it drags, 0…last layer, also between two; null: nobody drags. */
  scrubbed = $state<number | null>(null);
  /** All layers beside each other. */
  isSideBySide = $state(false);

  biography = $state.raw<Biography | null>(null);

  /** The maps flown through; null in the cloud. */
  readonly journey = $derived<Journey | null>(current.view?.journey ?? null);
  readonly last = $derived(Math.max(0, (this.journey?.stops.length ?? 1) - 1));
  /** Layer that numbers are told of: while somebody drags the nearest one. */
  readonly layer = $derived(this.scrubbed === null ? current.view?.layer ?? 0 : Math.round(this.scrubbed));
}

export const flight = new Flight();
