import { expect, it } from 'vitest';
import { layerMix } from '@contract/layers/layer-mix';
import type { LearnedMix } from '@contract/layers/learned-mix';
import { mixWeights } from '../layer-mix';
import { learnedMixCsv } from './learned-mix-csv';
import { mixFacts, mixOfWeights, mixRows } from './learned-mix';

const accuracy = (macro: number, n = 40): LearnedMix['learnedMix'] => ({
  macro,
  micro: macro + 0.05,
  macroInterval: [macro - 0.1, macro + 0.1],
  microInterval: [macro - 0.05, macro + 0.1],
  n,
  nLabels: 4,
});
const found: LearnedMix = {
  head: 'logistic', lastLayer: accuracy(0.5), bestLayer: accuracy(0.7), learnedMix: accuracy(0.75), bestLayers: [3, 1, 3, 3, 3], weights: [0.1, 0.2, 0.6, 0.1], gamma: 1.234, nConverged: 4,
  baselines: { majority: 0.4, chance: 0.28, macro: 0.25 }, leftOut: [{ label: 'rare', n: 2 }],
};

it('sets three ways beside each other, with intervals only of enough occurrences', () => {
  expect(mixRows(found).map(({ name, macro, macroInterval }) => [name, macro, macroInterval?.map((one) => one.toFixed(2))])).toEqual([
    ['Last layer (3)', 0.5, ['0.40', '0.60']], ['Best layer (1, 3)', 0.7, ['0.60', '0.80']], ['Learned mix', 0.75, ['0.65', '0.85']],
  ]);
  expect(mixRows({ ...found, learnedMix: accuracy(1, 2) })[2]?.macroInterval).toBeNull();
});

it('is copied whole: three ways with their intervals, what needs no vector, the weights and γ', () => {
  const lines = learnedMixCsv(found).trimEnd().split('\n').map((line) => line.split(','));
  expect(new Set(lines.map((line) => line.length))).toEqual(new Set([11]));
  expect(lines.slice(0, 6)).toEqual([
    ['read_from', 'layer', 'weight', 'macro', 'macro_low', 'macro_high', 'micro', 'micro_low', 'micro_high', 'n_occurrences', 'n_labels'],
    ['last layer', '3', '', '0.5000', '0.4000', '0.6000', '0.5500', '0.4500', '0.6000', '40', '4'],
    ['best layer of each fold', '3 1 3 3 3', '', '0.7000', '0.6000', '0.8000', '0.7500', '0.6500', '0.8000', '40', '4'],
    ['learned mix (logistic)', '', '', '0.7500', '0.6500', '0.8500', '0.8000', '0.7000', '0.8500', '40', '4'],
    ['most frequent label', '', '', '0.2500', '', '', '0.4000', '', '', '', ''],
    ['chance', '', '', '', '', '', '0.2800', '', '', '', ''],
  ]);
  expect(lines.slice(6).map((line) => line.slice(0, 3))).toEqual([['weight', '0', '0.1000'], ['weight', '1', '0.2000'], ['weight', '2', '0.6000'], ['weight', '3', '0.1000'], ['gamma', '', '1.2340']]);
  expect(learnedMixCsv({ ...found, learnedMix: null })).toContain('learned mix (logistic),,,,,,,,,,\n');
});

it('names what needs no vector, who chose the best layer, and what went wrong', () => {
  expect(mixFacts(found)).toEqual([
    '40 occurrences of 4 labels; without a vector the most frequent label gives 0.25 macro and 0.40 micro, chance 0.28.',
    'The best layer of each fold is chosen by the others. Weights and γ (1.23) are means over the 5 folds.',
    'The search for the mix ended before its minimum in 1 of 5 folds.',
    'Left out: 1 label that too few sentences have, with 2 occurrences.',
  ]);
});

it('makes a mix of learned weights that the scene may show, also of extreme ones', () => {
  const mix = mixOfWeights(found);
  expect(layerMix(mix, 'mix')).toEqual(mix);
  mixWeights(mix)?.forEach((weight, layer) => { expect(weight).toBeCloseTo(found.weights[layer] ?? NaN, 3); });
  expect(mix.kind === 'sum' ? mix.gamma : null).toBe(1.234);
  for (const weights of [[1 - 1e-4, 1e-4, 1e-30], [1, 0], [0.999955, 0.000045]]) {
    const extreme = mixOfWeights({ weights, gamma: 40 });
    expect(layerMix(extreme, 'mix')).toEqual(extreme);
    mixWeights(extreme)?.forEach((weight, layer) => { expect(weight).toBeCloseTo(weights[layer] ?? NaN, 4); });
  }
});
