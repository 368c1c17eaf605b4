import type { Accuracy } from '@contract/layers/layer-measures';
import type { LearnedMix } from '@contract/layers/learned-mix';

const HEADER = ['read_from', 'layer', 'weight', 'macro', 'macro_low', 'macro_high', 'micro', 'micro_low', 'micro_high', 'n_occurrences', 'n_labels'];

const cell = (value: number | undefined): string => (value === undefined || Number.isNaN(value) ? '' : value.toFixed(4));

function accuracyCells(found: Accuracy | null): readonly string[] {
  if (found === null) return HEADER.slice(3).map(() => '');
  const { macro, macroInterval, micro, microInterval, n, nLabels } = found;
  return [...[macro, ...macroInterval, micro, ...microInterval].map(cell), String(n), String(nLabels)];
}

/**
 * A learned mix as CSV: first what was read from each way on held-out folds (intervals of 95 %; layers of the folds with blanks between them) and without a
 * vector, then a line for each layer's weight, softmax(s), and for γ; means over the folds.
 */
export function learnedMixCsv({ head, lastLayer, bestLayer, learnedMix, bestLayers, weights, gamma, baselines: { macro, majority, chance } }: LearnedMix): string {
  const without = (name: string, ofMacro: string, ofMicro: string): readonly string[] => [name, '', '', ofMacro, '', '', ofMicro, '', '', '', ''];
  const weight = (name: string, layer: string, value: number): readonly string[] => [name, layer, cell(value), ...accuracyCells(null)];
  const lines = [
    HEADER,
    ['last layer', String(weights.length - 1), '', ...accuracyCells(lastLayer)],
    ['best layer of each fold', bestLayers.join(' '), '', ...accuracyCells(bestLayer)],
    [`learned mix (${head})`, '', '', ...accuracyCells(learnedMix)],
    without('most frequent label', cell(macro), cell(majority)),
    without('chance', '', cell(chance)),
    ...weights.map((value, layer) => weight('weight', String(layer), value)),
    weight('gamma', '', gamma),
  ];
  return `${lines.map((line) => line.join(',')).join('\n')}\n`;
}
