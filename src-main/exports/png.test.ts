import { mkdtempSync, readFileSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { writePng } from './png';

const png = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3]);

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
