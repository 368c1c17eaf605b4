import { describe, expect, it } from 'vitest';
import { GifFilm } from './gif-film';
import type { FramePixels } from './film-writer';

const SIZE = { width: 8, height: 4 };
const TEXTS = { title: 'bank', description: 'Map of 40 points. '.repeat(30), provenance: '{"app":"Contexture"}' };

/** Blue, with one red pixel. */
function picture(red: number): FramePixels {
  const pixels = new Uint8ClampedArray(SIZE.width * SIZE.height * 4);
  for (let i = 0; i < SIZE.width * SIZE.height; i++) pixels.set(i === red ? [255, 0, 0, 255] : [0, 0, 255, 255], i * 4);
  return pixels;
}

async function filmed(): Promise<Buffer> {
  const film = new GifFilm(SIZE, TEXTS);
  await film.open(() => Promise.resolve(picture(0)));
  for (const red of [0, 1, 2]) await film.add(picture(red));
  return Buffer.from(await (await film.finish()).arrayBuffer());
}

/** Sub-blocks from `at` on, joined, and where they end (GIF89a, 15). */
function blocks(bytes: Buffer, at: number): { data: Buffer; end: number } {
  const parts: Buffer[] = [];
  for (; bytes[at] !== 0; at += 1 + (bytes[at] ?? 0)) parts.push(bytes.subarray(at + 1, at + 1 + (bytes[at] ?? 0)));
  return { data: Buffer.concat(parts), end: at + 1 };
}

interface Read {
  readonly images: { readonly delay: number; readonly disposal: number; readonly isTransparent: boolean; readonly hasPalette: boolean }[];
  loops: number | null;
  comment: string;
}

function read(bytes: Buffer): Read {
  const found: Read = { images: [], loops: null, comment: '' };
  let at = 13 + 3 * 2 ** (((bytes[10] ?? 0) & 7) + 1), control = { delay: 0, disposal: 0, isTransparent: false };
  while (bytes[at] !== 0x3b) {
    if (bytes[at] === 0x21) {
      const label = bytes[at + 1], { data, end } = blocks(bytes, at + 2);
      if (label === 0xf9) control = { delay: data.readUInt16LE(1), disposal: ((data[0] ?? 0) >> 2) & 7, isTransparent: ((data[0] ?? 0) & 1) === 1 };
      else if (label === 0xff) found.loops = data.readUInt16LE(12);
      else if (label === 0xfe) found.comment = data.toString('utf8');
      at = end;
    } else {
      const flags = bytes[at + 9] ?? 0;
      found.images.push({ ...control, hasPalette: (flags & 0x80) !== 0 });
      at = blocks(bytes, at + 10 + ((flags & 0x80) === 0 ? 0 : 3 * 2 ** ((flags & 7) + 1)) + 1).end;
    }
  }
  return found;
}

describe('a GIF', () => {
  it('plays for ever at 20 frames a second, by one palette, and writes what changed', async () => {
    const bytes = await filmed(), { images, loops } = read(bytes);
    expect(bytes.toString('latin1', 0, 6)).toBe('GIF89a');
    expect([bytes.readUInt16LE(6), bytes.readUInt16LE(8)]).toEqual([SIZE.width, SIZE.height]);
    expect(loops).toBe(0);
    expect(images).toEqual([false, true, true].map((isTransparent) => ({ delay: 5, disposal: 1, isTransparent, hasPalette: false })));
  });

  it('says what it shows and how it was made, and is the same bytes twice', async () => {
    const bytes = await filmed();
    expect(read(bytes).comment).toBe([TEXTS.title, TEXTS.description, TEXTS.provenance].join('\n'));
    expect((await filmed()).equals(bytes)).toBe(true);
  });
});
