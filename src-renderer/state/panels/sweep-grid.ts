import type { ProjectionParameters } from '@contract/projection';
import type { SweepCell } from '@contract/projection';

/** UMAP from fine structure to the whole, and from clumps to an even spread. */
const NEIGHBOURS = [5, 15, 50, 100];
const DISTANCES = [0, 0.1, 0.25, 0.5];

export interface SweepGrid {
  readonly nNeighbors: readonly number[];
  readonly minDist: readonly number[];
}

const withOwn = (usual: readonly number[], own: number): number[] => [...new Set([...usual, own])].sort((a, b) => a - b);

/** Settings to compare for `n` points, ascending, those in force among them; without neighbours where there are too few points for any. */
export function sweepGrid({ nNeighbors, minDist, spread }: Pick<ProjectionParameters, 'nNeighbors' | 'minDist' | 'spread'>, n: number): SweepGrid {
  return {
    nNeighbors: withOwn(NEIGHBOURS, nNeighbors).filter((k) => k < n),
    minDist: withOwn(DISTANCES, minDist).filter((distance) => distance <= spread),
  };
}

/** Fewest points for which settings can be compared. */
export const FEWEST_TO_SWEEP = Math.min(...NEIGHBOURS) + 1;

export const QUALITY_MEASURES = ['trustworthiness', 'continuity', 'neighboursKept'] as const;
export type Measure = (typeof QUALITY_MEASURES)[number];

/** A measure as it is written: "0.97", "4.8". */
export const measureText = (measure: Measure, value: number): string => value.toFixed(measure === 'neighboursKept' ? 1 : 3);

/** What the best of the cells have in each measure, as it is written: cells that read the same are equally good. */
export function bestTexts(cells: readonly Pick<SweepCell, 'quality'>[]): Readonly<Record<Measure, string | null>> {
  const best = (measure: Measure): string | null => {
    const values = cells.flatMap(({ quality }) => (quality === null ? [] : [quality[measure]]));
    return values.length === 0 ? null : measureText(measure, Math.max(...values));
  };
  return { trustworthiness: best('trustworthiness'), continuity: best('continuity'), neighboursKept: best('neighboursKept') };
}
