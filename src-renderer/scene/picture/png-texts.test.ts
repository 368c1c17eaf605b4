import { describe, expect, it } from 'vitest';
import { describedPng } from './png-texts';
import { PngWriter } from './png-writer';

const ALT = { title: 'bank', description: 'Points of “bank” 🏞️ <b>\u0000\ud83d', provenance: '{"layer":7}' };

async function picture(): Promise<Blob> {
  const png = new PngWriter(2, 1);
  await png.add(Uint8Array.of(1, 2, 3, 255, 4, 5, 6, 255));
  return png.finish();
}

/** Names and bytes of all chunks. */
async function chunksOf(blob: Blob): Promise<(readonly [name: string, bytes: Buffer])[]> {
  const bytes = Buffer.from(await blob.arrayBuffer());
  const found: (readonly [string, Buffer])[] = [];
  for (let at = 8; at < bytes.length;) {
    const length = bytes.readUInt32BE(at);
    found.push([bytes.toString('latin1', at + 4, at + 8), bytes.subarray(at + 8, at + 8 + length)]);
    at += 12 + length;
  }
  return found;
}

describe('a PNG that says what it shows', () => {
  it('has its texts and its size after its head, and its pixels unchanged', async () => {
    const plain = await chunksOf(await picture()), described = await chunksOf(await describedPng(await picture(), ALT, 300));
    expect(described.slice(0, 7).map(([name]) => name)).toEqual(['IHDR', 'pHYs', 'iTXt', 'iTXt', 'iTXt', 'iTXt', 'IDAT']);
    expect(described.filter(([name]) => name !== 'iTXt' && name !== 'pHYs')).toEqual(plain);
    const texts: Readonly<Record<string, string>> = Object.fromEntries(
      described.filter(([name]) => name === 'iTXt').map(([, bytes]) => bytes.toString('utf8').split('\0\0\0\0\0') as [string, string]),
    );
    expect(texts).toEqual({ Title: 'bank', Description: 'Points of “bank” 🏞️ <b>\ufffd\ufffd', Software: 'Contexture', Source: '{"layer":7}' });
    expect(described[1]?.[1].readUInt32BE(0)).toBe(11_811);
  });

  it('is the same bytes each time, and untouched where there is nothing to say', async () => {
    const [one, two] = await Promise.all([1, 2].map(async () => Buffer.from(await (await describedPng(await picture(), ALT, null)).arrayBuffer())));
    expect(one?.equals(two ?? Buffer.of())).toBe(true);
    const bare = await picture();
    expect(await describedPng(bare, null, null)).toBe(bare);
  });
});
