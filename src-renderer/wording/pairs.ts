import type { LayerDistances } from '@contract/embedding';
import { letterOf } from './letters';

/** Two selected occurrences, i before j, by their place in the selection. */
export interface Pair {
  readonly i: number;
  readonly j: number;
  /** "A–B" */
  readonly name: string;
  readonly distance: number;
}

/** NaN where one of the two has no vector. */
export function distanceAt({ values, rows }: LayerDistances, layer: number, i: number, j: number): number {
  const k = rows.length;
  return values[(layer * k + i) * k + j] ?? NaN;
}

/** All pairs of a selection at one layer, without those of an occurrence that has no vector. */
export function pairsAt(distances: LayerDistances, layer: number): Pair[] {
  const k = distances.rows.length;
  const pairs: Pair[] = [];
  for (let i = 0; i < k; i++) {
    for (let j = i + 1; j < k; j++) {
      const distance = distanceAt(distances, layer, i, j);
      if (!Number.isNaN(distance)) pairs.push({ i, j, name: `${letterOf(i)}–${letterOf(j)}`, distance });
    }
  }
  return pairs;
}

/** A distance as a share of the random pair's: 1 is "no closer than any two words"; null without a baseline or a distance. */
export function corrected(distance: number, baseline: number | null): number | null {
  return baseline === null || baseline <= 0 || Number.isNaN(distance) ? null : distance / baseline;
}

/** A round step that cuts `[0, to]` into about five. */
export function tickStep(to: number): number {
  const rough = to / 5;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].find((factor) => factor * power >= rough * 0.999) ?? 10;
  return step * power;
}

/** Ticks from 0 to at most `to`. */
export function ticksTo(to: number): number[] {
  const step = tickStep(to);
  return Array.from({ length: Math.floor(to / step + 1e-9) + 1 }, (_, index) => index * step);
}

/** Moves labels apart on a line so that neighbours keep `gap`; keeps their order and stays inside `[low, high]` where there is room. */
export function spread(wanted: readonly number[], gap: number, low: number, high: number): number[] {
  const order = [...wanted.keys()].sort((a, b) => (wanted[a] ?? 0) - (wanted[b] ?? 0));
  const placed = wanted.map((value) => Math.max(low, Math.min(high, value)));
  order.forEach((index, place) => {
    const before = order[place - 1];
    if (before !== undefined) placed[index] = Math.max(placed[index] ?? 0, (placed[before] ?? 0) + gap);
  });
  for (let place = order.length - 1; place >= 0; place--) {
    const index = order[place] as number;
    const after = order[place + 1];
    const most = after === undefined ? high : (placed[after] ?? 0) - gap;
    placed[index] = Math.min(placed[index] ?? 0, most);
  }
  return placed;
}
