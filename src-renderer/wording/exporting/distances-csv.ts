import { csvCell } from '@contract/exports/csv-cell';
import { float32Text } from '@contract/exports/float32-text';
import type { LayerDistances } from '@contract/embedding';
import type { Occurrence } from '@contract/occurrence';
import { distanceAt } from '../pairs';

/** Cosine distances at a layer as CSV (RFC 4180): a line and a column a row of the set, which are counted from 1; before them its text and word. Empty where one has no vector. */
export function distancesCsv(distances: LayerDistances, layer: number, occurrences: readonly Occurrence[]): string {
  const { rows } = distances;
  const lines = rows.map((row, i) => {
    const { text = '', charStart = 0, charEnd = 0 } = occurrences[row] ?? {};
    const cells = rows.map((_, j) => { const distance = distanceAt(distances, layer, i, j); return Number.isNaN(distance) ? '' : float32Text(distance); });
    return [String(row + 1), csvCell(text), csvCell(text.slice(charStart, charEnd)), ...cells];
  });
  return [['row', 'text', 'word', ...rows.map((row) => String(row + 1))], ...lines].map((line) => `${line.join(',')}\r\n`).join('');
}
