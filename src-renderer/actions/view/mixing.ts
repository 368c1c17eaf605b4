import { GAMMA_RANGE, layersOfMix, LARGEST_SCORE, unequalLayers, type Half, type LayerMix } from '@contract/layers/layer-mix';
import { session } from '../../state/session.svelte';
import { show } from './view';
import { topbarWords } from '../../wording/interface/topbar';

/** Sets of so many occurrences are mixed with every move of a slider; larger ones when asked for. */
export const LIVE_MOST = 2_000;

/** The mix takes the place of the layer on screen, or of the mix before; out of flight and strata. */
export async function showMix(mix: LayerMix): Promise<void> {
  await show({ mix, mode: 'cloud' });
}

/** Back to the layer that was looked at before. */
export async function leaveMix(): Promise<void> {
  if (session.target?.mix != null) await show({ mix: null });
}

export interface MixPreset {
  readonly id: string;
  readonly name: string;
  readonly mix: LayerMix;
}

const FOUR = 4;
const sumOf = (nLayers: number, takesPart: (layer: number) => boolean, gamma = 1): LayerMix => ({
  kind: 'sum',
  scores: Array.from({ length: nLayers }, (_, layer) => (takesPart(layer) ? 0 : null)),
  gamma,
  half: 'both',
});

/** One layer as a mix. */
export const aloneMix = (nLayers: number, layer: number): LayerMix => sumOf(nLayers, (other) => other === layer);

/**
 * Mixes that are in use: single layers and the last four added or one behind another as Devlin et al. 2019 (table 7) compare them, all alike as
 * ELMo's untrained weights. @param widths of the layers, where they differ: then only what can be added is offered
 */
export function mixPresets(nLayers: number, isElmo: boolean, widths?: readonly number[]): readonly MixPreset[] {
  const last = nLayers - 1;
  const lastFour = Array.from({ length: FOUR }, (_, index) => nLayers - FOUR + index);
  const presets: readonly MixPreset[] = [
    { id: 'last', name: topbarWords.mixLast, mix: aloneMix(nLayers, last) },
    { id: 'second-to-last', name: topbarWords.mixSecondToLast, mix: aloneMix(nLayers, last - 1) },
    { id: 'mean', name: isElmo ? topbarWords.mixUniform : topbarWords.mixMean, mix: sumOf(nLayers, () => true) },
    ...(nLayers <= FOUR ? [] : [
      { id: 'sum-last-four', name: topbarWords.mixSumOfFour, mix: sumOf(nLayers, (layer) => layer > last - FOUR, FOUR) },
      { id: 'concat-last-four', name: topbarWords.mixConcatenated, mix: { kind: 'concat', layers: lastFour, half: 'both' } } as const,
    ]),
  ];
  return presets.filter(({ mix }) => unequalLayers(mix, widths) === null);
}

/** The mix with another score of a layer, off at the left end; the only layer of a mix stays in it. Concatenated layers become a sum of equal scores first. */
export function withScore(mix: LayerMix, nLayers: number, layer: number, score: number): LayerMix {
  const sum = asSum(mix, nLayers);
  const scores = sum.scores.map((before, at) => (at !== layer ? before : score <= -LARGEST_SCORE ? null : score));
  return scores.every((one) => one === null) ? sum : { ...sum, scores };
}

/** @param gamma is kept within its range */
export const withGamma = (mix: LayerMix, nLayers: number, gamma: number): LayerMix => ({ ...asSum(mix, nLayers), gamma: Math.min(GAMMA_RANGE[1], Math.max(GAMMA_RANGE[0], gamma)) });

export const withHalf = (mix: LayerMix, half: Half): LayerMix => ({ ...mix, half });

function asSum(mix: LayerMix, nLayers: number): Extract<LayerMix, { kind: 'sum' }> {
  if (mix.kind === 'sum') return mix;
  const taken = new Set(layersOfMix(mix));
  return { kind: 'sum', scores: Array.from({ length: nLayers }, (_, layer) => (taken.has(layer) ? 0 : null)), gamma: 1, half: mix.half };
}
