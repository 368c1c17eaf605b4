import { asyncBufferFromFile, parquetMetadataAsync } from 'hyparquet';
import { basename } from 'node:path';
import { Failure, toEnvelope } from '@contract/failure';
import { quote } from '../source-table';

export interface ParquetNotes {
  readonly nRows: number;
  /** What the writer noted in the file's metadata, by key. */
  readonly notes: Readonly<Record<string, string>>;
}

/** The end of a Parquet file, which says what is in it; the rows are not read. @throws Failure `bad-input` for what is none, or is cut */
export async function readParquetNotes(file: string): Promise<ParquetNotes> {
  try {
    const { num_rows: nRows, key_value_metadata: pairs = [] } = await parquetMetadataAsync(await asyncBufferFromFile(file));
    return { nRows: Number(nRows), notes: Object.fromEntries(pairs.map(({ key, value = '' }) => [key, value])) };
  } catch (error) {
    throw new Failure('bad-input', `${quote(basename(file))} is no Parquet file, or a damaged one.`, toEnvelope(error).message);
  }
}
