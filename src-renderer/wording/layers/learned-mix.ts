import type { Accuracy } from '@contract/layers/layer-measures';
import { GAMMA_RANGE, LARGEST_SCORE, type LayerMix } from '@contract/layers/layer-mix';
import type { LearnedMix, MixHead } from '@contract/layers/learned-mix';
import { areEnough } from '../../sets/best-layer';
import { counted } from '../captions';

/** What a head is called where it is chosen, what many of them are, and what is learned with it. */
export const MIX_HEAD_WORDS: Readonly<Record<MixHead, { readonly name: string; readonly many: string; readonly says: string }>> = {
  logistic: { name: 'Linear', many: 'classifiers', says: 'a linear classifier of each occurrence by itself' },
  crf: { name: 'Linear-chain CRF', many: 'CRFs', says: 'a linear-chain CRF, which labels the words of a sentence together' },
};

/** A way to read the labels, as the table has it. */
export interface MixRow {
  readonly id: 'last' | 'best' | 'mix';
  readonly name: string;
  /** Macro accuracy on held-out folds. */
  readonly macro: number;
  /** 95 %; null of too few occurrences: two that are right every time would look certain. */
  readonly macroInterval: readonly [number, number] | null;
  readonly micro: number;
}

/** Last layer, best single layer, learned mix. */
export function mixRows({ lastLayer, bestLayer, learnedMix, bestLayers, weights }: LearnedMix): readonly MixRow[] {
  const chosen = [...new Set(bestLayers)].sort((a, b) => a - b);
  const row = (id: MixRow['id'], name: string, found: Accuracy | null): MixRow[] =>
    found === null ? [] : [{ id, name, macro: found.macro, macroInterval: areEnough(found.n) ? found.macroInterval : null, micro: found.micro }];
  return [...row('last', `Last layer (${weights.length - 1})`, lastLayer), ...row('best', `Best layer (${chosen.join(', ')})`, bestLayer), ...row('mix', 'Learned mix', learnedMix)];
}

/** What the figures are held against, and what must be known of them, in a sentence each. */
export function mixFacts({ learnedMix, bestLayers, baselines: { majority, macro, chance }, leftOut, gamma, nConverged }: LearnedMix): readonly string[] {
  const nRows = leftOut.reduce((sum, { n }) => sum + n, 0);
  return [
    ...(learnedMix === null ? [] : [`${counted(learnedMix.n, 'occurrence')} of ${counted(learnedMix.nLabels, 'label')}; without a vector the most frequent label gives ${macro.toFixed(2)} macro and ${majority.toFixed(2)} micro, chance ${chance.toFixed(2)}.`]),
    `The best layer of each fold is chosen by the others. Weights and γ (${gamma.toFixed(2)}) are means over the ${bestLayers.length} folds.`,
    ...(nConverged < bestLayers.length ? [`The search for the mix ended before its minimum in ${bestLayers.length - nConverged} of ${bestLayers.length} folds.`] : []),
    ...(leftOut.length === 0 ? [] : [`Left out: ${counted(leftOut.length, 'label')} that too few sentences have, with ${counted(nRows, 'occurrence')}.`]),
  ];
}

/** Thousandths are enough for a score. */
const rounded = (value: number): number => Math.round(value * 1e3) / 1e3;

/**
 * Learned weights as a mix that the scene shows: scores are the logarithms of the weights, their middle at 0. A layer that weighs 22,000 times less than the
 * heaviest takes no part, since scores span no more; γ is kept within its range.
 */
export function mixOfWeights({ weights, gamma }: Pick<LearnedMix, 'weights' | 'gamma'>): LayerMix {
  const logs = weights.map(Math.log);
  const highest = Math.max(...logs);
  const lowest = Math.min(...logs.filter((log) => log >= highest - 2 * LARGEST_SCORE));
  const middle = (highest + lowest) / 2;
  return {
    kind: 'sum', half: 'both', gamma: Math.min(GAMMA_RANGE[1], Math.max(GAMMA_RANGE[0], rounded(gamma))),
    scores: logs.map((log) => (log < lowest ? null : Math.min(LARGEST_SCORE, Math.max(-LARGEST_SCORE, rounded(log - middle))))),
  };
}
