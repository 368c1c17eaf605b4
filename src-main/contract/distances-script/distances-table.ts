import type { Pooling } from '../embedding';

export const DISTANCE_DIGITS = 4;

export interface HeadedMatrix {
  /** {@link distanceHead} */
  readonly head: string;
  /** NaN where one of the two has no vector. */
  readonly distance: (i: number, j: number) => number;
}

/**
 * "layer 6: cosine distance; two random words 0.8123"
 * @param where layer or mix
 * @param baseline mean cosine distance of random pairs there; null where nobody measured it
 */
export function distanceHead(where: string, baseline: number | null, pooling: Pooling): string {
  const random = baseline === null ? '' : `; two random ${pooling === 'sentence' ? 'sentences' : 'words'} ${baseline.toFixed(DISTANCE_DIGITS)}`;
  return `${where}: cosine distance${random}`;
}

/** Matrices under their heads, with tabs between the cells: what the script of the same distances prints, up to rounding. */
export function distancesTable(names: readonly string[], matrices: readonly HeadedMatrix[]): string {
  const lines = matrices.flatMap(({ head, distance }) => [head, ['', ...names].join('\t'), ...names.map((name, i) => [name, ...names.map((_, j) => cell(distance(i, j)))].join('\t'))]);
  return `${lines.join('\n')}\n`;
}

const cell = (distance: number): string => (Number.isNaN(distance) ? 'nan' : distance.toFixed(DISTANCE_DIGITS));
