/** Round steps of cosine distance that a scale bar can stand for. */
const STEPS = [0.5, 0.2, 0.1, 0.05, 0.02, 0.01] as const;
const [SHORTEST_PX, LONGEST_PX] = [40, 120];
/** Neighbours whose distances are compared with their lengths in the map. */
export const SCALE_NEIGHBOURS = 15;
/** Quartiles that differ by more are no common scale. */
const MOST_SPREAD = 3;

export interface ScaleBar {
  readonly text: string;
  /** Length of the bar; null where lengths and distances have no common scale. */
  readonly px: number | null;
}

/**
 * Map length of one unit of cosine distance, from pairs of both: the median ratio; null where the quartiles differ too much, or nothing can be compared.
 * @param pairs `[map length, cosine distance]`
 */
export function lengthOfDistance(pairs: readonly (readonly [length: number, distance: number])[]): number | null {
  const ratios = pairs.filter(([length, distance]) => distance > 1e-6 && length > 0).map(([length, distance]) => length / distance).sort((a, b) => a - b);
  const at = (share: number): number => ratios[Math.round((ratios.length - 1) * share)] ?? Number.NaN;
  if (ratios.length < 4 || at(0.75) > MOST_SPREAD * at(0.25)) return null;
  return at(0.5);
}

/** The longest round step that fits; null where even the shortest is too long or the longest too short. */
export function barFor(lengthPerDistance: number | null, pxPerUnit: number): ScaleBar | null {
  if (lengthPerDistance === null) return { text: 'no common scale here', px: null };
  for (const step of STEPS) {
    const px = step * lengthPerDistance * pxPerUnit;
    if (px >= SHORTEST_PX && px <= LONGEST_PX) return { text: `${step} cosine ≈ this long here`, px: Math.round(px) };
  }
  return null;
}
