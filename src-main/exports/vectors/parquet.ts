import { ByteWriter, ParquetWriter, type SchemaElement } from 'hyparquet-writer';
import { labelColumns, labelOf, type LabelColumn } from '@contract/exports/label-columns';
import { Failure } from '@contract/failure';
import { vectorAt } from '@vectors/vector-table';
import { methodsText } from './methods';
import type { Provenance } from './provenance';
import { layerName, requireUnicode, type ExportedOccurrence, type VectorRows } from './vector-rows';

/** Values of a row group at most: the writer holds a group as JavaScript numbers. */
const GROUP_VALUES = 2 ** 21;
const GROUP_ROWS = 4096;

const string = (name: string, repetition: 'REQUIRED' | 'OPTIONAL'): SchemaElement => ({ name, type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: repetition });
const int32 = (name: string): SchemaElement => ({ name, type: 'INT32', repetition_type: 'REQUIRED' });

/** Parquet has lists of any length alone; that all of a column have `dim` values, the provenance says. */
const listOfFloat = (name: string): SchemaElement[] => [
  { name, converted_type: 'LIST', repetition_type: 'REQUIRED', num_children: 1 },
  { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
  { name: 'element', type: 'FLOAT', repetition_type: 'REQUIRED' },
];

/**
 * The vectors as an Apache Parquet file, a row group after another: text, charStart and charEnd (int32), word, a column a label (null where a row lacks it), and
 * `layer_N`, a list of `dim` float32, for every layer. The metadata of the file hold `contexture.provenance` (JSON) and `contexture.methods`.
 * @param nMaxRows of a row group
 * @throws Failure `bad-input` for a layer that is named twice, or where UTF-8 cannot keep a text
 */
export function parquetParts(vectors: VectorRows, provenance: Provenance, nMaxRows = GROUP_ROWS): Iterable<Uint8Array> {
  const twice = vectors.layers.find((layer, i) => vectors.layers.indexOf(layer) < i);
  if (twice !== undefined) throw new Failure('bad-input', `Layer ${twice} is named twice, and a column has one name. Name every layer once.`);
  requireUnicode(vectors.occurrences);
  return groupParts(vectors, provenance, nMaxRows);
}

function* groupParts(vectors: VectorRows, provenance: Provenance, nMaxRows: number): Generator<Uint8Array> {
  const { table, occurrences, layers } = vectors;
  const labels = labelColumns(occurrences, layers.map((layer) => layerColumn(vectors, layer)));
  const schema = [
    { name: 'root', num_children: 4 + labels.length + layers.length },
    string('text', 'REQUIRED'), int32('charStart'), int32('charEnd'), string('word', 'REQUIRED'),
    ...labels.map(({ column }) => string(column, 'OPTIONAL')), ...layers.flatMap((layer) => listOfFloat(layerColumn(vectors, layer))),
  ];
  const kvMetadata = [{ key: 'contexture.provenance', value: JSON.stringify(provenance) }, { key: 'contexture.methods', value: methodsText(provenance) }];
  const writer = new ByteWriter();
  const file = new ParquetWriter({ writer, schema, kvMetadata, createdBy: `Contexture version ${provenance.appVersion}` });
  const nAtOnce = Math.max(1, Math.min(nMaxRows, Math.floor(GROUP_VALUES / (layers.length * table.dim))));
  for (let start = 0; start < occurrences.length; start += nAtOnce) {
    const group = { ...vectors, rows: vectors.rows.slice(start, start + nAtOnce), occurrences: occurrences.slice(start, start + nAtOnce) };
    void file.write({ columnData: [...aboutColumns(group.occurrences, labels), ...valueColumns(group)], rowGroupSize: nAtOnce });
    yield taken(writer);
  }
  void file.finish();
  yield taken(writer);
}

const layerColumn = (vectors: VectorRows, layer: number): string => `layer_${layerName(vectors, layer)}`;

function aboutColumns(occurrences: readonly ExportedOccurrence[], labels: readonly LabelColumn[]): { name: string; data: (string | null)[] | Int32Array }[] {
  return [
    { name: 'text', data: occurrences.map(({ text }) => text) },
    { name: 'charStart', data: Int32Array.from(occurrences, ({ charStart }) => charStart) },
    { name: 'charEnd', data: Int32Array.from(occurrences, ({ charEnd }) => charEnd) },
    { name: 'word', data: occurrences.map(({ word }) => word) },
    ...labels.map(({ label, column }) => ({ name: column, data: occurrences.map((occurrence) => labelOf(occurrence, label)) })),
  ];
}

/** Compressed, such numbers are hardly smaller, and their least and greatest say nothing. */
function valueColumns(vectors: VectorRows): { name: string; data: number[][]; encoding: 'PLAIN'; codec: 'UNCOMPRESSED'; statistics: false }[] {
  const { table, rows, layers } = vectors;
  return layers.map((layer) => ({ name: layerColumn(vectors, layer), data: rows.map((row) => Array.from(vectorAt(table, row, layer))), encoding: 'PLAIN', codec: 'UNCOMPRESSED', statistics: false }));
}

/** What was written since the last time; the places of the file go on counting. */
function taken(writer: ByteWriter): Uint8Array {
  const part = writer.getBytes().slice();
  writer.index = 0;
  return part;
}
