import type { Neighbour } from '@contract/embedding';
import type { CharSpan } from '@contract/occurrence';
import type { MapPosition } from './view';

/** What the neighbours say of the typed word, ready to be shown. */
export interface TypedVerdict {
  readonly category: number;
  readonly headline: string;
  /** One category for each voting neighbour, most votes first. */
  readonly votes: readonly number[];
  readonly agreement: string | null;
  readonly distances: string;
  /** "such verdicts are right in 41 of 43 cases here": what it has been worth on this set, model and layer; null where there is no verdict. */
  readonly record: string | null;
  /** Whether the record is too poor to name the sense outright. */
  readonly leans: boolean;
  /** The occurrences that voted, nearest first. */
  readonly voters: readonly Neighbour[];
}

export interface Placed {
  readonly text: string;
  /** The set's word in it; null where whole sentences are compared and it has none. */
  readonly span: CharSpan | null;
  readonly neighbours: readonly Neighbour[];
  readonly position: MapPosition;
  /** From its ghost through its own layer positions; empty until it has flown. */
  readonly path: readonly MapPosition[];
  /** In strata: where it stands on the map of each floor, from below; else empty. */
  readonly floors: readonly MapPosition[];
  readonly verdict: TypedVerdict;
}

/** The sentence in the type bar. */
class TypedSentence {
  text = $state('');
  span = $state.raw<CharSpan | null>(null);
  /** All places of the set's word in it. */
  spans = $state.raw<readonly CharSpan[]>([]);
  /** Whether the sentences that voted are listed. */
  areVotersShown = $state(false);
  /** In flight: the bar lies over the deck. */
  isBarOpen = $state(false);
  placed = $state.raw<Placed | null>(null);
  /** In a comparison: where the left puts the same sentence, and what it says of it. */
  placedLeft = $state.raw<Pick<Placed, 'text' | 'position' | 'path' | 'floors' | 'verdict'> | null>(null);
  isPlacing = $state(false);
  /** Why it cannot be placed, said plainly. */
  problem = $state<string | null>(null);

  clear(): void {
    this.text = '';
    this.span = null;
    this.spans = [];
    this.areVotersShown = false;
    this.placed = null;
    this.placedLeft = null;
    this.isPlacing = false;
    this.problem = null;
  }
}

export const typed = new TypedSentence();
