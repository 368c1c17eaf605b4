import { parquetMetadata, parquetReadObjects, parquetSchema, type FileMetaData } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import { Failure, toEnvelope } from '@contract/failure';
import { MAX_COLUMNS, MAX_ROWS, MAX_SOURCE_BYTES } from '../limits';
import { listColumns, sourceFailure, type SourceTable } from '../source-table';
import { readJsonl } from './read-jsonl';

/** Unpacked, the columns of one file may be this many times as large as a file may be. */
const MAX_UNPACKED = 4 * MAX_SOURCE_BYTES;

/**
 * A Parquet file, all columns of plain values: text, numbers, dates, true and false. Columns of lists or groups, such as vectors, are no cells; the encoding names them as left out.
 * The rest is as with a file of JSON lines, a row a line.
 * @throws Failure `bad-input` for what is no Parquet file or has no such column, `too-large`
 */
export async function readParquet(bytes: Uint8Array, name: string, subject: string): Promise<SourceTable> {
  // A view of a larger buffer would be read from its beginning.
  const file = bytes.slice().buffer;
  const metadata = metadataOf(file, subject);
  const { plain, nested } = columnsOf(metadata);
  if (plain.length === 0) throw sourceFailure(subject, `has no column of texts, only ${listColumns(nested)}`, 'Open a file with a column of sentences.');
  checkSize(metadata, plain, subject);
  let rows: Record<string, unknown>[];
  try {
    rows = await parquetReadObjects({ file, metadata, columns: [...plain], compressors });
  } catch (error) {
    throw damaged(subject, toEnvelope(error).message);
  }
  const encoding = nested.length === 0 ? 'UTF-8' : `UTF-8, without the lists in ${listColumns(nested)}`;
  const text = rows.map((row) => JSON.stringify(row, (_key, value: unknown) => (typeof value === 'bigint' ? String(value) : value))).join('\n');
  return { ...readJsonl({ name, subject, encoding, text }), format: 'parquet' };
}

function metadataOf(file: ArrayBuffer, subject: string): FileMetaData {
  try {
    return parquetMetadata(file);
  } catch (error) {
    throw damaged(subject, toEnvelope(error).message);
  }
}

const damaged = (subject: string, detail: string): Failure => {
  const { message } = sourceFailure(subject, 'is no Parquet file, or a damaged one', 'Write it again, or save the table as .csv or .jsonl.');
  return new Failure('bad-input', message, detail);
};

/** Top-level columns: those whose cells are one value, and those whose cells are lists, maps or groups. */
function columnsOf(metadata: FileMetaData): { readonly plain: readonly string[]; readonly nested: readonly string[] } {
  const { children } = parquetSchema(metadata);
  const isPlain = ({ children: inner, element }: (typeof children)[number]): boolean => inner.length === 0 && element.repetition_type !== 'REPEATED';
  return { plain: children.filter(isPlain).map(({ element }) => element.name), nested: children.filter((child) => !isPlain(child)).map(({ element }) => element.name) };
}

/** What the file says of itself is looked at before anything is unpacked. */
function checkSize(metadata: FileMetaData, plain: readonly string[], subject: string): void {
  if (metadata.num_rows > BigInt(MAX_ROWS)) throw new Failure('too-large', `There are ${metadata.num_rows.toLocaleString('en-GB')} rows in ${subject}; the limit is ${MAX_ROWS.toLocaleString('en-GB')}. Split it into smaller files.`);
  if (plain.length > MAX_COLUMNS) throw new Failure('too-large', `There are ${plain.length} columns in ${subject}; the limit is ${MAX_COLUMNS}. Keep the columns you need.`);
  const wanted = new Set(plain);
  const nBytes = metadata.row_groups
    .flatMap(({ columns }) => columns)
    .reduce(
      (sum, { meta_data: data }) =>
        data !== undefined && wanted.has(data.path_in_schema[0] ?? '') ? sum + Number(data.total_uncompressed_size) : sum,
      0,
    );
  if (nBytes > MAX_UNPACKED) throw new Failure('too-large', `The columns of ${subject} have ${Math.ceil(nBytes / 1e6).toLocaleString('en-GB')} MB; the limit is ${Math.floor(MAX_UNPACKED / 1e6)} MB. Split it into smaller files.`);
}
