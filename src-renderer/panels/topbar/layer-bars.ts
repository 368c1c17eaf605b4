import type { Agreement } from '@semantics/agreement';

const LOWEST_PX = 4;
const TALLEST_PX = 32;

/**
 * Heights of the layer strip's bars in px: the lowest at chance, the tallest at 1, so that bars of two models can be compared.
 * Without gold senses all bars are equal.
 * @param recall macro 1-NN sense recall per layer, 0…1
 */
export function barHeights(recall: readonly number[] | null, nLayers: number, chance: number): number[] {
  if (recall === null) return Array.from({ length: nLayers }, () => TALLEST_PX / 2);
  const range = Math.max(1e-6, 1 - chance);
  return Array.from({ length: nLayers }, (_, layer) => {
    const above = Math.max(0, ((recall[layer] ?? 0) - chance) / range);
    return Math.round(LOWEST_PX + (TALLEST_PX - LOWEST_PX) * above);
  });
}

/** Heights of the stems that stand beside the bars, in px: on the same scale, from their own chance to 1. */
export function stemHeights(agreements: readonly Agreement[]): number[] {
  return agreements.map(({ share, chance }) => Math.round(LOWEST_PX + (TALLEST_PX - LOWEST_PX) * Math.max(0, (share - chance) / Math.max(1e-6, 1 - chance))));
}
