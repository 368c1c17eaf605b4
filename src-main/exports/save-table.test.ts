import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { DEFAULT_PROJECTION } from '@contract/projection';
import { saveTable } from './save-table';

const vectors = { provenance: { app: 'Contexture', layers: [6] }, methods: 'How.' };

it('writes a table beside what it is of, and nothing where the bytes are no text', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'contexture-table-'));
  const bytes = new TextEncoder().encode('x,y\r\n1,2\r\n');
  const map = { settings: 'UMAP', parameters: DEFAULT_PROJECTION, quality: null, neighbourRecall: null };
  await saveTable(path.join(folder, 'a.csv'), bytes, { kind: 'map', ...map }, vectors);
  expect(readFileSync(path.join(folder, 'a.csv'), 'utf8')).toBe('x,y\r\n1,2\r\n');
  expect(JSON.parse(readFileSync(path.join(folder, 'a.csv.json'), 'utf8'))).toEqual({ ...vectors, map });
  await saveTable(path.join(folder, 'b.csv'), bytes, { kind: 'distances', rows: [3, 0] }, vectors);
  expect(JSON.parse(readFileSync(path.join(folder, 'b.csv.json'), 'utf8'))).toEqual({ ...vectors, distances: { measure: 'cosine distance', rows: [3, 0] } });
  await expect(saveTable(path.join(folder, 'c.csv'), new Uint8Array([0]), { kind: 'distances', rows: [0] }, vectors)).rejects.toMatchObject({ code: 'bad-request' });
  await expect(saveTable(path.join(folder, 'no', 'c.csv'), bytes, { kind: 'distances', rows: [0] }, vectors)).rejects.toMatchObject({ code: 'io' });
  expect(readdirSync(folder).sort()).toEqual(['a.csv', 'a.csv.json', 'b.csv', 'b.csv.json']);
});
