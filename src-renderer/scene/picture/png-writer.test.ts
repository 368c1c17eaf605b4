import { inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { PngWriter } from './png-writer';

/** Width, height and pixels, read by the specification: chunks, inflate, filter "up". */
async function decode(blob: Blob): Promise<{ width: number; height: number; pixels: number[]; names: string[] }> {
  const bytes = Buffer.from(await blob.arrayBuffer());
  expect([...bytes.subarray(0, 8)]).toEqual([137, 80, 78, 71, 13, 10, 26, 10]);
  const names: string[] = [], data: Buffer[] = [];
  for (let at = 8; at < bytes.length;) {
    const length = bytes.readUInt32BE(at), name = bytes.toString('latin1', at + 4, at + 8);
    names.push(name);
    if (name === 'IDAT') data.push(bytes.subarray(at + 8, at + 8 + length));
    at += length + 12;
  }
  const [width, height] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
  const raw = inflateSync(Buffer.concat(data));
  const pixels: number[] = [];
  for (let row = 0; row < height; row++) {
    expect(raw[row * (width * 4 + 1)]).toBe(2);
    for (let i = 0; i < width * 4; i++) pixels.push((raw[row * (width * 4 + 1) + 1 + i]! + (row > 0 ? pixels[(row - 1) * width * 4 + i]! : 0)) & 255);
  }
  return { width, height, pixels, names };
}

describe('PngWriter', () => {
  it('writes what it was given, in strips of any height', async () => {
    const pixels = Uint8Array.from({ length: 5 * 7 * 4 }, (_, i) => (i * 37) % 256);
    const png = new PngWriter(5, 7);
    await png.add(pixels.subarray(0, 5 * 4 * 3));
    await png.add(pixels.subarray(5 * 4 * 3, 5 * 4 * 4));
    await png.add(pixels.subarray(5 * 4 * 4));
    const { width, height, pixels: read, names } = await decode(await png.finish());
    expect([width, height]).toEqual([5, 7]);
    expect(read).toEqual(Array.from(pixels));
    expect([names[0], names.at(-1)]).toEqual(['IHDR', 'IEND']);
  });

  it('closes with the checksum that every PNG ends with', async () => {
    const png = new PngWriter(1, 1);
    await png.add(Uint8Array.of(1, 2, 3, 4));
    const bytes = Buffer.from(await (await png.finish()).arrayBuffer());
    expect(bytes.subarray(-12).toString('hex')).toBe('0000000049454e44ae426082');
  });
});
