import { mkdtempSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { atomicWrite } from './atomic-write';

describe('atomicWrite', () => {
  it('replaces a file by text, bytes or parts', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'contexture-atomic-'));
    const file = path.join(folder, 'a');
    writeFileSync(file, 'old');
    await atomicWrite(file, 'new');
    expect(readFileSync(file, 'utf8')).toBe('new');
    await atomicWrite(file, [new Uint8Array([65]), new Uint8Array([66, 67])]);
    expect(readFileSync(file, 'utf8')).toBe('ABC');
    expect(readdirSync(folder)).toEqual(['a']);
  });

  it('leaves what was there, and nothing else, when the target cannot be written', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'contexture-atomic-'));
    await expect(atomicWrite(folder, 'x')).rejects.toThrow();
    await expect(atomicWrite(path.join(folder, 'missing', 'a'), 'x')).rejects.toThrow();
    expect(readdirSync(folder)).toEqual([]);
  });
});
