import { current } from '../../document.svelte';
import type { Tried } from '../../document';
import { session } from '../../session.svelte';
import type { Placed } from '../../typed.svelte';
import type { View } from '../../view';

/** Where a tried sentence stands in the map on screen, and what is said of it there; null: it has no place, such as without a word of the set. */
export type TriedPlace = Pick<Placed, 'position' | 'verdict'> | null;

export interface ShownTried extends Tried {
  /** From 1, in the order in which they were tried. */
  readonly number: number;
  /** Undefined: it is being placed. */
  readonly place: TriedPlace | undefined;
}

export const keyOfTried = ({ text, span }: Tried): string => JSON.stringify([text, span?.charStart ?? null]);

/** The sentences that were tried, in the order in which they were; texts belong to the document, places and verdicts to the map that is shown. */
class TypedTrail {
  isListShown = $state(false);
  /** The map in which `places` are. */
  private of = $state.raw<View['map'] | null>(null);
  private places = $state.raw<ReadonlyMap<string, TriedPlace>>(new Map());

  readonly all = $derived(current.document.tried);
  /** Only one map at a time has them: not a flight, strata or a comparison. */
  readonly isOffered = $derived(session.view?.mode === 'cloud' && session.view.map.kind === 'cloud');
  readonly shown = $derived<readonly ShownTried[]>(
    !this.isOffered
      ? NONE
      : this.all.map((one, index) => ({
          ...one,
          number: index + 1,
          place: this.of === session.view?.map ? this.places.get(keyOfTried(one)) : undefined,
        })),
  );

  /** Places of another map are forgotten. */
  put(map: View['map'], one: Tried, place: TriedPlace): void {
    this.places = new Map([...(this.of === map ? this.places : []), [keyOfTried(one), place]]);
    this.of = map;
  }

  /** Those that have no place in a map yet. */
  unplacedIn(map: View['map']): readonly Tried[] {
    return this.all.filter((one) => this.of !== map || !this.places.has(keyOfTried(one)));
  }
}

const NONE: readonly ShownTried[] = [];

export const typedTrail = new TypedTrail();
