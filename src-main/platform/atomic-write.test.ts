import { mkdtempSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { atomicWrite, atomicWriteAll } from './atomic-write';

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

  it('writes files that belong together, or none of them', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'contexture-atomic-'));
    const [a, b] = [path.join(folder, 'a'), path.join(folder, 'b')];
    await atomicWriteAll([[a, '1'], [b, '2']]);
    await expect(atomicWriteAll([[a, 'new'], [path.join(folder, 'no', 'c'), 'new']])).rejects.toThrow();
    expect([readFileSync(a, 'utf8'), readFileSync(b, 'utf8'), ...readdirSync(folder)]).toEqual(['1', '2', 'a', 'b']);
  });

  it('leaves what was there, and nothing else, when the target cannot be written', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'contexture-atomic-'));
    await expect(atomicWrite(folder, 'x')).rejects.toThrow();
    await expect(atomicWrite(path.join(folder, 'missing', 'a'), 'x')).rejects.toThrow();
    expect(readdirSync(folder)).toEqual([]);
  });
});
