import { MM_PER_INCH, MOST_SCALE, PRINT_DPI, VECTOR_LIMIT } from '@contract/exports/figure-size';
import type { View } from '../../state/view';

/** Pixels a px of the scene that make a figure so wide on paper at 300 dpi. */
export const printScale = (widthMm: number, widthPx: number): number => ((widthMm / MM_PER_INCH) * PRINT_DPI) / Math.max(1, widthPx);

/** Why a PNG of a width on paper cannot be had, in a sentence; null: it can. */
export function printRefused(widthMm: number, widthPx: number): string | null {
  if (printScale(widthMm, widthPx) <= MOST_SCALE) return null;
  return `At ${PRINT_DPI} dpi this scene can be ${Math.floor((MOST_SCALE * widthPx * MM_PER_INCH) / PRINT_DPI)} mm wide at most. Make it smaller, or choose SVG or PDF.`;
}

/** What a picture as vectors consists of. */
export function vectorLine(nPoints: number): string {
  return nPoints > VECTOR_LIMIT
    ? `Texts are texts; more than ${VECTOR_LIMIT.toLocaleString('en')} points are drawn as an image within it.`
    : 'Points and lines are vectors, and texts are texts.';
}

export const nPointsOf = ({ map }: Pick<View, 'map'>): number => (map.kind === 'cloud' ? map.rows.length : map.forms.length + map.words.length);
