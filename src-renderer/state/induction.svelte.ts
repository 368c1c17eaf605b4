import type { Clustering } from '@contract/layers/induced-senses';
import { areOf, haveSameSenses, type FoundSenses } from '../sets/found-senses';
import { current } from './document.svelte';
import { session } from './session.svelte';
import { shownLayer } from './view';

/** Whose vectors are clustered. */
export interface InductionPlace {
  readonly key: string;
  readonly layer: number;
}

export interface RunningInduction extends InductionPlace {
  /** Numbers of clusters that were tried, of all. */
  readonly nDone: number;
  readonly nTotal: number;
}

/** Senses that are looked for without labels in the set on screen. */
class Induction {
  method = $state<Clustering>('kmeans');
  /** Null: chosen by the silhouette. */
  nClusters = $state<number | null>(null);
  running = $state.raw<RunningInduction | null>(null);
  private failure = $state.raw<(InductionPlace & { readonly message: string }) | null>(null);

  readonly place = $derived.by<InductionPlace | null>(() => {
    if (session.view === null) return null;
    const { summary, layer } = shownLayer(session.view);
    return { key: summary.key, layer };
  });
  /** What was found in the sentences on screen, at whatever layer of whatever model; null: nothing yet. */
  readonly found = $derived.by<FoundSenses | null>(() => {
    const { found } = current.document;
    return found !== null && session.set !== null && areOf(found, session.set) ? found : null;
  });
  /** The scores go by the gold senses of the time: null also where those have changed. */
  readonly scores = $derived(this.found !== null && session.set !== null && haveSameSenses(this.found.set, session.set) ? this.found.scores : null);
  readonly isRunningHere = $derived(this.running !== null && this.isHere(this.running));
  readonly problem = $derived(this.failure !== null && this.isHere(this.failure) ? this.failure.message : null);

  /** @param message null: nothing went wrong, or not any more */
  fail(place: InductionPlace, message: string | null): void {
    this.failure = message === null ? null : { ...place, message };
  }

  private isHere({ key, layer }: InductionPlace): boolean {
    return key === this.place?.key && layer === this.place.layer;
  }
}

export const induction = new Induction();
