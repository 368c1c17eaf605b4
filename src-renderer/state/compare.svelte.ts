import type { LayerDistances, Neighbour } from '@contract/embedding';
import type { NeighbourOverlap } from '@semantics/neighbour-overlap';
import { current } from './document.svelte';
import { mapControls } from './map.svelte';
import type { Beside } from './view';

/** What a comparison holds beside the two views. */
class Comparison {
  /** Whether turning one side turns the other. */
  areCamerasLinked = $state(true);
  /** What was at the left last, for the next comparison. */
  lastBeside: Beside | null = null;
  readonly right = $derived(current.view);
  readonly left = $derived(current.view?.left ?? null);
  /** At the left, of the selection: distances of its first rows, and the nearest to A. The right's are the inspector's. */
  distances = $state.raw<LayerDistances | null>(null);
  neighbours = $state.raw<readonly Neighbour[]>([]);
  /** How far both sides agree on neighbours; null until it is measured. */
  overlap = $state.raw<NeighbourOverlap | null>(null);
  /** Whether both sides show the same sentences, row by row. */
  readonly isSameSet = $derived(this.left !== null && this.left.set.occurrences === this.right?.set.occurrences);
  /** Threads that start from static vectors in each scene; over the same sentences they run from one scene to the other in their place. */
  readonly areThreadsWithin = $derived(mapControls.areThreadsShown && !this.isSameSet);
}

export const comparison = new Comparison();
