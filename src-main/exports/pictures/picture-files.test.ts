import { mkdtemp, readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { writePicture, type PictureKind } from './picture-files';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const good: Readonly<Record<PictureKind, Uint8Array>> = {
  SVG: utf8('<?xml version="1.0" encoding="UTF-8"?>\n<svg xmlns="http://www.w3.org/2000/svg"></svg>\n'),
  PDF: utf8('%PDF-1.4\n'),
  WebM: Uint8Array.of(0x1a, 0x45, 0xdf, 0xa3, 0x80),
  MP4: Uint8Array.of(0, 0, 0, 32, ...utf8('ftypisom')),
  GIF: utf8('GIF89a\0'),
};

describe('pictures as files', () => {
  it.each(Object.keys(good) as PictureKind[])('writes %s, and refuses what is none before anything is written', async (kind) => {
    const folder = await mkdtemp(path.join(tmpdir(), 'picture-'));
    const file = path.join(folder, 'a');
    for (const other of Object.keys(good) as PictureKind[]) {
      if (other !== kind) await expect(writePicture(kind, file, good[other])).rejects.toMatchObject({ code: 'bad-request' });
    }
    await expect(writePicture(kind, file, new Uint8Array(0))).rejects.toMatchObject({ code: 'bad-request' });
    expect(await readdir(folder)).toEqual([]);
    await writePicture(kind, file, good[kind]);
    expect(new Uint8Array(await readFile(file))).toEqual(good[kind]);
  });

  it('says what to do where the folder is gone', async () => {
    await expect(writePicture('PDF', path.join(tmpdir(), 'no-such-folder', 'a.pdf'), good.PDF)).rejects.toMatchObject({
      code: 'io',
      message: expect.stringContaining('the folder is not there any more') as string,
    });
  });
});
