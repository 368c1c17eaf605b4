import type { Pooling } from '../embedding';

export const DISTANCE_DIGITS = 4;

export interface LayerBaseline {
  readonly layer: number;
  /** Mean cosine distance of random pairs there; null where nobody measured it. */
  readonly baseline: number | null;
}

export interface LayerMatrix extends LayerBaseline {
  /** NaN where one of the two has no vector. */
  readonly distance: (i: number, j: number) => number;
}

/** "layer 6: cosine distance; two random words 0.8123" */
export function distanceHead({ layer, baseline }: LayerBaseline, pooling: Pooling): string {
  const random = baseline === null ? '' : `; two random ${pooling === 'sentence' ? 'sentences' : 'words'} ${baseline.toFixed(DISTANCE_DIGITS)}`;
  return `layer ${layer}: cosine distance${random}`;
}

/**
 * One matrix a layer under its head, with tabs between the cells: what the script of the same distances prints, character for character but for rounding.
 */
export function distancesTable(names: readonly string[], layers: readonly LayerMatrix[], pooling: Pooling): string {
  const lines = layers.flatMap((layer) => [
    distanceHead(layer, pooling), ['', ...names].join('\t'),
    ...names.map((name, i) => [name, ...names.map((_, j) => cell(layer.distance(i, j)))].join('\t')),
  ]);
  return `${lines.join('\n')}\n`;
}

const cell = (distance: number): string => (Number.isNaN(distance) ? 'nan' : distance.toFixed(DISTANCE_DIGITS));
