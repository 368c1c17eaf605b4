import { mkdtempSync, readFileSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { safeFileName, writePng } from './png';

const png = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3]);

describe('safeFileName', () => {
  it.each([['bank in MiniLM L6, layer 6', 'bank-in-MiniLM-L6-layer-6.png'], ['../../etc/passwd', 'etc-passwd.png'], ['', 'contexture.png'], ['a.png', 'a.png'], ['..', 'contexture.png'], ['größe\u0000x', 'größe-x.png']])('makes %j into %s', (suggested, name) => {
    expect(safeFileName(suggested)).toBe(name);
  });
});

describe('writePng', () => {
  it('writes a PNG and refuses other bytes', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'contexture-png-'));
    await writePng(path.join(folder, 'a.png'), png);
    expect(new Uint8Array(readFileSync(path.join(folder, 'a.png')))).toEqual(png);
    await expect(writePng(path.join(folder, 'b.png'), new Uint8Array([1, 2]))).rejects.toMatchObject({ code: 'bad-request' });
    await expect(writePng(path.join(folder, 'no', 'c.png'), png)).rejects.toMatchObject({ code: 'io' });
    expect(readdirSync(folder)).toEqual(['a.png']);
  });
});
