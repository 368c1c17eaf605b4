import { csvCell as cell } from '@contract/exports/csv-cell';
import { float32Text } from '@contract/exports/float32-text';
import { labelColumns, labelOf, OWN_COLUMNS } from '@contract/exports/label-columns';
import { vectorAt } from '@vectors/vector-table';
import { inParts } from './in-parts';
import { layerName, requireUnicode, type VectorRows } from './vector-rows';

/**
 * The vectors as CSV (RFC 4180, UTF-8), part by part: text, charStart, charEnd, word, a column a label, layer, and `dim_0` … ; a line a row and layer.
 * Numbers read back as the same float32. A label that a row lacks is an empty cell, an empty label a quoted one.
 * @throws Failure `bad-input` where UTF-8 cannot keep a text
 */
export function csvParts(vectors: VectorRows): Iterable<Uint8Array> {
  requireUnicode(vectors.occurrences);
  return inParts(csvLines(vectors));
}

function* csvLines(vectors: VectorRows): Generator<string> {
  const { table, rows, occurrences, layers } = vectors;
  const dims = Array.from({ length: table.dim }, (_, d) => `dim_${d}`);
  const labels = labelColumns(occurrences, ['layer', ...dims]);
  yield `${[...OWN_COLUMNS, ...labels.map(({ column }) => column), 'layer', ...dims].map(cell).join(',')}\r\n`;
  for (const [i, occurrence] of occurrences.entries()) {
    const { text, charStart, charEnd, word } = occurrence;
    const about = [cell(text), charStart, charEnd, cell(word), ...labels.map(({ label }) => cell(labelOf(occurrence, label)))].join(',');
    for (const layer of layers) yield `${about},${layerName(vectors, layer)},${Array.from(vectorAt(table, rows[i] as number, layer), float32Text).join(',')}\r\n`;
  }
}
