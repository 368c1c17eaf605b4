import type { SequentialSteps } from '@contract/model-figures';
import type { ModelCard } from '@contract/model-card';

/**
 * The longest chain of steps of which each needs the one before, as the family prescribes it.
 * Transformer, causal or not: its blocks one after the other, all words at once. ELMo: the cell (layer, word) of an LSTM needs its left neighbour and the cell below, so that
 * N layers over n words and the two marks around them have a chain of (n + 2) + (N - 1) cells; its two directions do not wait for each other. Layer by layer, as the
 * graph of the original computes it, they are N · (n + 2) in turn. ULMFiT: the same with one mark, xxbos. Static: a look-up, none.
 */
export function sequentialSteps({ kind, nLayers }: Pick<ModelCard, 'kind' | 'nLayers'>): SequentialSteps {
  if (kind === 'static') return { fixed: 0, perWord: 0 };
  if (kind === 'ulmfit') return { fixed: 1 + (nLayers - 1) - 1, perWord: 1 };
  if (kind === 'elmo') return { fixed: 2 + (nLayers - 1) - 1, perWord: 1 };
  return { fixed: nLayers - 1, perWord: 0 };
}
