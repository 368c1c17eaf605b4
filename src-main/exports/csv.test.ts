import { mkdtempSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { writeCsv } from './csv';

const table = new TextEncoder().encode('row,text\r\n1,größe\r\n');

it('writes a table in place of another and refuses what is no text', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'contexture-csv-'));
  const file = path.join(folder, 'a.csv');
  writeFileSync(file, 'earlier');
  await writeCsv(file, table);
  expect(readFileSync(file, 'utf8')).toBe('row,text\r\n1,größe\r\n');
  for (const bytes of [new Uint8Array(0), new Uint8Array([0x41, 0]), new Uint8Array([0xff, 0xfe])]) {
    await expect(writeCsv(path.join(folder, 'b.csv'), bytes)).rejects.toMatchObject({ code: 'bad-request' });
  }
  await expect(writeCsv(path.join(folder, 'no', 'c.csv'), table)).rejects.toMatchObject({ code: 'io' });
  // Nothing half-written lies about.
  expect(readdirSync(folder)).toEqual(['a.csv']);
});
