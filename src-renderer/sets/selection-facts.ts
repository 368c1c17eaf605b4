import type { Occurrence } from '@contract/occurrence';
import type { Column } from './columns';
import type { CloudMap } from '../state/view';

/** Of a selection: how many of all rows with this value it holds. */
export interface Share {
  readonly value: string | null;
  readonly label: string;
  readonly n: number;
  readonly nAll: number;
}

/** What a selection is made of by a column, the most frequent first; what has no value last. */
export function composition(rows: readonly number[], { values, label }: Column, missing: string): readonly Share[] {
  const counts = new Map<string | null, number>();
  for (const row of rows) counts.set(values[row] ?? null, (counts.get(values[row] ?? null) ?? 0) + 1);
  const all = new Map<string | null, number>();
  for (const value of values) if (counts.has(value)) all.set(value, (all.get(value) ?? 0) + 1);
  return [...counts]
    .map(([value, n]) => ({ value, label: value === null ? missing : label(value), n, nAll: all.get(value) ?? n }))
    .sort((a, b) => Number(a.value === null) - Number(b.value === null) || b.n - a.n);
}

/** A field of a table as RFC 4180 has it. */
const field = (value: string): string => (/[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);

/**
 * Selected occurrences as a table: row in the set from 1, text, word as written, its span in UTF-16 units, all label columns, and where the
 * map has it; empty for what has no place there.
 * @param mix whose vectors the map shows where they are a mix of layers: a last column of that name, the same in every row
 */
export function selectionCsv(rows: readonly number[], occurrences: readonly Occurrence[], map: Pick<CloudMap, 'pointOf' | 'coordinates'> | null, mix: string | null = null): string {
  const [mixHead, mixOfRow] = mix === null ? [[], []] : [['mix'], [mix]];
  const labels = [...new Set(occurrences.flatMap((occurrence) => Object.keys(occurrence.labels)))];
  const lines = rows.flatMap((row) => {
    const occurrence = occurrences[row];
    if (occurrence === undefined) return [];
    const { text, charStart, charEnd } = occurrence;
    const point = map?.pointOf[row] ?? -1;
    const place = [0, 1, 2].map((axis) => (point < 0 || map === null ? '' : String(map.coordinates[point * 3 + axis] ?? '')));
    return [[String(row + 1), text, text.slice(charStart, charEnd), String(charStart), String(charEnd), ...labels.map((name) => occurrence.labels[name] ?? ''), ...place, ...mixOfRow]];
  });
  return [['row', 'text', 'word', 'start', 'end', ...labels, 'x', 'y', 'z', ...mixHead], ...lines].map((line) => `${line.map(field).join(',')}\r\n`).join('');
}
