import type { Graph } from './fuzzy-union';

/** A graph as the descent reads it: the edges of head i are `offsets[i]`…`offsets[i + 1]`; each is sampled every `periods` epochs, 1 or more. */
export interface SampledEdges {
  readonly offsets: Int32Array;
  readonly tails: Int32Array;
  readonly periods: Float32Array;
}

/** umap-learn's: 500 up to 10,000 points, 200 beyond. */
export function defaultEpochs(n: number): number {
  return n <= 10_000 ? 500 : 200;
}

/**
 * An edge of weight w is sampled w / max(w) of the epochs; one that would never be is left out (umap-learn's `make_epochs_per_sample`; with
 * ten epochs or fewer those stay that the default number would reach).
 */
export function sampledEdges({ n, heads, tails, weights }: Graph, nEpochs: number): SampledEdges {
  let heaviest = 0;
  for (const weight of weights) heaviest = Math.max(heaviest, weight);
  const least = heaviest / (nEpochs > 10 ? nEpochs : defaultEpochs(n));
  const offsets = new Int32Array(n + 1);
  const keptTails = new Int32Array(tails.length);
  const periods = new Float32Array(tails.length);
  let size = 0;
  for (let edge = 0; edge < tails.length; edge++) {
    const weight = weights[edge] as number;
    if (weight < least) continue;
    keptTails[size] = tails[edge] as number;
    periods[size++] = heaviest / weight;
    (offsets[(heads[edge] as number) + 1] as number)++;
  }
  for (let head = 0; head < n; head++) (offsets[head + 1] as number) += offsets[head] as number;
  return { offsets, tails: keptTails.slice(0, size), periods: periods.slice(0, size) };
}
