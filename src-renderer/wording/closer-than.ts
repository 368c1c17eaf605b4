import { QUANTILE_LEVELS } from '@contract/model-card';
import type { Pooling } from '@contract/embedding';
import type { Pair } from './pairs';

/**
 * Share of random pairs that are farther apart than a distance, 0…1, read off their quantiles with straight lines between; null where the card has none.
 * @param quantiles of the cosine distance at {@link QUANTILE_LEVELS}, ascending
 */
export function shareFarther(distance: number, quantiles: readonly number[] | null): number | null {
  if (quantiles?.length !== QUANTILE_LEVELS.length || Number.isNaN(distance)) return null;
  const above = quantiles.findIndex((value) => value > distance);
  if (above === 0) return 1;
  if (above < 0) return 0;
  const [low, high] = [quantiles[above - 1] as number, quantiles[above] as number];
  const [from, to] = [QUANTILE_LEVELS[above - 1] as number, QUANTILE_LEVELS[above] as number];
  return 1 - (from + ((distance - low) / (high - low)) * (to - from));
}

/** "97 %"; ends are never claimed, since only a sample was measured. */
export function percentCloser(share: number): string {
  if (share > 0.99) return 'more than 99 %';
  if (share < 0.01) return 'less than 1 %';
  return `${Math.floor(share * 100)} %`;
}

/** What the closest and the farthest pair mean beside random ones, in a sentence; null where that was not measured or there is no pair. */
export function closerThan(pairs: readonly Pair[], quantiles: readonly number[] | null, pooling: Pooling): string | null {
  const [first, ...others] = [...pairs].sort((a, b) => a.distance - b.distance);
  const share = first === undefined ? null : shareFarther(first.distance, quantiles);
  if (first === undefined || share === null) return null;
  const random = `pairs of random ${pooling === 'sentence' ? 'sentences' : 'words'}`;
  const last = others.at(-1);
  const farthest = last === undefined ? null : shareFarther(last.distance, quantiles);
  return `${first.name} is closer than ${percentCloser(share)} of ${random}${last === undefined || farthest === null ? '' : `, ${last.name} than ${percentCloser(farthest)}`}.`;
}
