import type { RandomPair } from '@contract/layers/random-pair';
import type { SentenceSet } from '@contract/occurrence';
import { categoriesOf } from '../sets/categories';
import { textsKept } from '../sets/set-edits';
import { current } from './document.svelte';
import { randomPair } from '../wording/model-facts';
import type { ViewTarget, View } from './view';

/** What is looked at, and what will be once the work in progress is done. */
class Session {
  page = $state<'starting' | 'first-run' | 'cloud'>('starting');
  /** Set while a request is computed; the controls show it, the scene keeps the view. */
  wanted = $state.raw<ViewTarget | null>(null);
  /** Embeddings live in the inference process; after a crash they must be made again. */
  areEmbeddingsLost = $state(false);

  /** Null also while another set is coming. */
  readonly view = $derived<View | null>(current.coming === null ? current.view : null);
  readonly target = $derived<ViewTarget | null>(this.wanted ?? this.view);
  /** Another model is being loaded: asking the one on screen for anything would put it in the other's place. */
  readonly isModelChanging = $derived(this.wanted !== null && this.view !== null && this.wanted.model.id !== this.view.model.id);
  /** What the list shows. */
  readonly set = $derived<SentenceSet | null>(current.coming ?? this.view?.set ?? null);
  readonly occurrences = $derived(this.set?.occurrences ?? []);
  private readonly keptTexts = textsKept();
  /** {@link occurrences} as far as sentences and targets go: the same array while only labels change, with whatever labels it had. */
  readonly texts = $derived(this.keptTexts(this.occurrences));
  /** By sense, whatever colours mean at the moment: what is measured about senses goes by these. */
  readonly senseCategories = $derived(this.set === null ? new Uint8Array(0) : categoriesOf(this.set));
  readonly hasSenses = $derived(
    this.set !== null && this.set.occurrences.some(({ labels: { sense } }) => this.set?.senses.some(({ id }) => id === sense)),
  );
  readonly isStatic = $derived(this.view?.map.kind === 'static');

  /** Random pairs of mixes, by the key of the mix; those of layers are in the model's card. */
  pairsOfMixes = $state.raw<Readonly<Record<string, RandomPair | undefined>>>({});

  /** Mean cosine distance of random pairs, of words or of sentences, at the layer shown: what every distance is read against. Null until it is measured for a mix. */
  readonly baseline = $derived(this.view === null ? null : this.baselineOf(this.view));

  /** Of the cosine distances of random pairs at the layer shown; null for a mix that was not measured yet, and for a model whose card was written before they were kept. */
  readonly quantiles = $derived(
    this.view === null
      ? null
      : this.view.mixed !== null
        ? (this.pairsOfMixes[this.view.mixed.key]?.quantiles ?? null)
        : (this.view.model.background.quantiles?.[this.view.pooling][this.view.layer] ?? null),
  );

  /** "two random words": what the baseline is measured on. */
  readonly randomPair = $derived(randomPair(this.view?.pooling ?? 'mean'));

  baselineAt(layer: number): number | null {
    return this.view === null ? null : baselineAt(this.view, layer);
  }

  /** {@link baseline} of another view than the one on screen. */
  baselineOf(view: View): number | null {
    if (view.mixed === null) return baselineAt(view, view.layer);
    const pair = this.pairsOfMixes[view.mixed.key];
    return pair === undefined ? null : 1 - pair.meanCosine;
  }

  senseCategoryOf(row: number): number {
    return this.senseCategories[row] ?? 0;
  }
}

function baselineAt({ model, pooling }: View, layer: number): number | null {
  const meanCosine = model.background.meanCosine[pooling][layer];
  return meanCosine === undefined ? null : 1 - meanCosine;
}

export const session = new Session();
