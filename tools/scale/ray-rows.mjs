// Rows of Parquet files with vectors, and how far two lots of them are apart.
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { asyncBufferFromFile, parquetReadObjects } from 'hyparquet';
import { SetupError } from '../setup/project.mjs';

/** All rows of all Parquet files of a folder. */
export async function rowsOf(folder) {
  const files = readdirSync(folder).filter((file) => file.endsWith('.parquet')).sort();
  const parts = [];
  for (const file of files) parts.push(await parquetReadObjects({ file: await asyncBufferFromFile(path.join(folder, file)) }));
  return parts.flat();
}

const keyOf = ({ corpus_file: file, corpus_line: line, charStart, charEnd }) => `${file}:${line}:${charStart}:${charEnd}`;

/** The longest difference of two vectors over the length of the first, and the largest of two numbers. @throws SetupError where rows or columns are not the same */
export function compared(rows, others) {
  const byKey = new Map(others.map((row) => [keyOf(row), row]));
  if (byKey.size !== others.length || rows.length !== others.length) throw new SetupError(`${rows.length} rows there, ${others.length} here, ${byKey.size} of them different`);
  let [relative, largest] = [0, 0];
  for (const row of rows) {
    const other = byKey.get(keyOf(row));
    const columns = Object.keys(row);
    if (other === undefined || columns.join() !== Object.keys(other).join()) throw new SetupError(`${keyOf(row)} is missing, or has other columns than ${columns.join()}`);
    const layers = columns.filter((column) => column.startsWith('layer_'));
    const strange = columns.find((column) => !layers.includes(column) && row[column] !== other[column]);
    if (strange !== undefined) throw new SetupError(`${keyOf(row)} has as ${strange} “${other[strange]}” in place of “${row[strange]}”`);
    if (layers.length === 0) throw new SetupError(`${keyOf(row)} has no vector`);
    for (const layer of layers) {
      let [difference, length] = [0, 0];
      if (row[layer].length !== other[layer].length) throw new SetupError(`${keyOf(row)} has ${other[layer].length} numbers at ${layer}`);
      for (const [i, value] of row[layer].entries()) {
        const by = Math.abs(value - other[layer][i]);
        if (!(by < Infinity)) throw new SetupError('a vector holds what is no number');
        largest = Math.max(largest, by);
        difference += by ** 2;
        length += value ** 2;
      }
      relative = Math.max(relative, Math.sqrt(difference / Math.max(length, 1e-12)));
    }
  }
  return { relative, largest };
}
