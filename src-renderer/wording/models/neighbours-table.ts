import type { Occurrence } from '@contract/occurrence';
import { corrected } from '../pairs';

/** "A", "the mean of A and B", "the mean of 12 selected". */
export function centreName(nInMean: number): string {
  return nInMean === 1 ? 'A' : nInMean === 2 ? 'the mean of A and B' : `the mean of ${nInMean.toLocaleString('en')} selected`;
}

/** A distance as a share of the random pair's, two digits; a dash where no pair was measured. */
export const correctedText = (distance: number, baseline: number | null): string => corrected(distance, baseline)?.toFixed(2) ?? '–';

/** The list with tabs between its cells; sentences lose the tabs and line ends that they have. */
export function neighboursTable(
  neighbours: readonly { readonly row: number; readonly distance: number; readonly mapRank: number | null }[],
  occurrences: readonly Occurrence[],
  baseline: number | null,
): string {
  const lines = neighbours.flatMap(({ row, distance, mapRank }, index) => {
    const occurrence = occurrences[row];
    if (occurrence === undefined) return [];
    const { text, charStart, charEnd, labels } = occurrence;
    return [
      [
        index + 1,
        distance.toFixed(4),
        corrected(distance, baseline)?.toFixed(4) ?? '',
        mapRank ?? '',
        text.slice(charStart, charEnd),
        labels['sense'] ?? '',
        text,
      ].map((cell) => String(cell).replaceAll(/\s+/gu, ' ')),
    ];
  });
  return `${[['rank', 'cosine distance', 'share of random pair', 'map rank', 'word', 'sense', 'sentence'], ...lines].map((cells) => cells.join('\t')).join('\n')}\n`;
}
