import { csvCell } from '@contract/exports/csv-cell';
import { float32Text } from '@contract/exports/float32-text';
import { labelColumns, labelOf, OWN_COLUMNS } from '@contract/exports/label-columns';
import type { Occurrence } from '@contract/occurrence';
import type { CloudMap } from '../state/view';

const AXES = ['x', 'y', 'z'];

/**
 * A map as CSV (RFC 4180): a line an occurrence that has a place, in the order of the set: text, charStart, charEnd, word, a column a label, x, y and of three-dimensional maps z
 * (the float32 of the screen, radius 1), and, where it was measured, distortion (0…1, see the contract's `Projection`).
 */
export function coordinatesCsv(occurrences: readonly Occurrence[], map: Pick<CloudMap, 'pointOf' | 'coordinates' | 'distortion'> & { readonly parameters: Pick<CloudMap['parameters'], 'nComponents'> }): string {
  const { pointOf, coordinates, distortion, parameters: { nComponents } } = map;
  const axes = [...AXES.slice(0, nComponents), ...(distortion === null ? [] : ['distortion'])];
  const labels = labelColumns(occurrences, axes);
  const lines = [[...OWN_COLUMNS, ...labels.map(({ column }) => column), ...axes].map(csvCell)];
  for (const [row, occurrence] of occurrences.entries()) {
    const point = pointOf[row] ?? -1;
    if (point < 0) continue;
    const { text, charStart, charEnd, word } = occurrence;
    const place = Array.from(coordinates.subarray(point * 3, point * 3 + nComponents), float32Text);
    lines.push([
      csvCell(text),
      String(charStart),
      String(charEnd),
      csvCell(word),
      ...labels.map(({ label }) => csvCell(labelOf(occurrence, label))),
      ...place,
      ...(distortion === null ? [] : [float32Text(distortion[point] ?? 0)]),
    ]);
  }
  return lines.map((line) => `${line.join(',')}\r\n`).join('');
}
