import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { afterAll, describe, expect, it } from 'vitest';
import { mulberry32 } from '@contract/prng';
import { readSourceFile } from './read-source';

const golden = path.join(import.meta.dirname, 'golden');
const folder = mkdtempSync(path.join(tmpdir(), 'contexture-parquet-'));
afterAll(() => { rmSync(folder, { recursive: true, force: true }); });

function write(bytes: Uint8Array): string {
  const file = path.join(folder, 'set.parquet');
  writeFileSync(file, bytes);
  return file;
}
const columnsFrom = (columns: Parameters<typeof parquetWriteBuffer>[0]['columnData']): Uint8Array => new Uint8Array(parquetWriteBuffer({ columnData: columns }));

describe('a Parquet file', () => {
  const { rows } = JSON.parse(readFileSync(path.join(golden, 'rows.json'), 'utf8')) as { rows: Record<string, string | number | boolean | null>[] };

  it.each(readdirSync(golden).filter((name) => /-\d\.parquet$/.test(name)))('of pyarrow has the cells that pyarrow gave it: %s', async (name) => {
    const table = await readSourceFile(path.join(golden, name));
    expect(table).toMatchObject({ format: 'parquet', columns: ['text', 'sense', 'year', 'share', 'isNew', 'day'], encoding: 'UTF-8, without the lists in “vector”, “where”' });
    expect(table.rows.map(({ cells }) => cells)).toEqual(
      rows.map(({ text, sense, year, share, isNew, day }) =>
        [text, sense, year, share, isNew, `${String(day)}T00:00:00.000Z`].map((value) => (value === null ? null : String(value))),
      ),
    );
    expect(table.rows.map(({ line }) => line)).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('keeps every text and label of generated sets', async () => {
    const random = mulberry32(3);
    const pieces = ['bank', ' ', '"', '\t', '\n', 'é', 'e\u0301', '🏦', 'بنك', '\u200d', '|', ',', '\\'];
    for (let set = 0; set < 60; set++) {
      const cell = (): string => Array.from({ length: 1 + Math.floor(random() * 20) }, () => pieces[Math.floor(random() * pieces.length)]).join('');
      const n = 1 + Math.floor(random() * 40);
      const [texts, labels] = [Array.from({ length: n }, () => `x${cell()}`), Array.from({ length: n }, () => (random() < 0.2 ? null : `y${cell()}`))];
      const table = await readSourceFile(write(columnsFrom([{ name: 'text', data: texts, type: 'STRING' }, { name: 'label', data: labels, type: 'STRING', nullable: true }])));
      expect(table.rows.map(({ cells }) => cells)).toEqual(texts.map((text, row) => [text, labels[row]]));
    }
  });

  it('of lists alone, of nothing, or with too many rows is refused by name', async () => {
    await expect(readSourceFile(path.join(golden, 'lists.parquet'))).rejects.toThrow('“lists.parquet” has no column of texts, only “vector”. Open a file with a column of sentences.');
    await expect(readSourceFile(write(columnsFrom([{ name: 'text', data: [], type: 'STRING' }])))).rejects.toThrow('“set.parquet” has no sentences. Add at least one row.');
    const many = columnsFrom([{ name: 'text', data: new Array<string>(200_001).fill('a'), type: 'STRING' }]);
    await expect(readSourceFile(write(many))).rejects.toMatchObject({ code: 'too-large', message: 'There are 200,001 rows in “set.parquet”; the limit is 200,000. Split it into smaller files.' });
    await expect(readSourceFile(write(Buffer.from('text\nthe bank\n')))).rejects.toThrow('“set.parquet” is no Parquet file, or a damaged one. Write it again, or save the table as .csv or .jsonl.');
  });
});
