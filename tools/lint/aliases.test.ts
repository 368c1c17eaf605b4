import { existsSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { aliasFolders, aliasesIn } from '../aliases.mjs';

const root = path.resolve(import.meta.dirname, '../..');

describe('the aliases', () => {
  it('name folders that are there', () => {
    const folders = Object.values(aliasesIn(root));
    expect(folders.length).toBeGreaterThan(0);
    for (const folder of folders) expect(existsSync(folder), folder).toBe(true);
  });

  it('are those of tsconfig.base.json, without stars and dots', () => {
    expect(aliasFolders(root)).toMatchObject({ '@contract': 'src-main/contract', '@projection': 'src-main/projection' });
  });
});
