import { describe, expect, it } from 'vitest';
import { webmFile, type EncodedFrame } from './webm';

interface Read {
  readonly id: number;
  readonly bytes: Buffer;
}

/** The elements of a level, by RFC 8794: the first byte of an id or size says how many there are. */
function elementsOf(bytes: Buffer): Read[] {
  const found: Read[] = [];
  for (let at = 0; at < bytes.length;) {
    const idLength = Math.clz32(bytes[at] ?? 0) - 23;
    const id = bytes.readUIntBE(at, idLength);
    at += idLength;
    const sizeLength = Math.clz32(bytes[at] ?? 0) - 23;
    const size = Number(BigInt(`0x${bytes.subarray(at, at + sizeLength).toString('hex')}`) & ((1n << BigInt(7 * sizeLength)) - 1n));
    at += sizeLength;
    found.push({ id, bytes: bytes.subarray(at, at + size) });
    at += size;
  }
  return found;
}

const inside = (level: readonly Read[], id: number): Read[] => level.filter((one) => one.id === id).flatMap(({ bytes }) => elementsOf(bytes));
const TEXTS = { title: 'bank', description: 'Map of 40 points', provenance: '{"app":"Contexture"}' };
const frame = (timeMs: number, isKey = false): EncodedFrame => ({ bytes: Uint8Array.of(timeMs & 255, 7), timeMs, isKey });

describe('a WebM', () => {
  const frames = [frame(0, true), frame(33), frame(67), frame(100, true), frame(33_000)];
  const top = elementsOf(Buffer.from(webmFile(frames, { widthPx: 1_280, heightPx: 722, durationMs: 33_033, texts: TEXTS })));

  it('says what it is, how long and how large', () => {
    expect(top.map(({ id }) => id)).toEqual([0x1a45dfa3, 0x18538067]);
    expect(inside(top, 0x1a45dfa3).find(({ id }) => id === 0x4282)?.bytes.toString()).toBe('webm');
    const segment = inside(top, 0x18538067);
    expect(inside(segment, 0x1549a966).find(({ id }) => id === 0x4489)?.bytes.readDoubleBE(0)).toBe(33_033);
    const video = inside(inside(inside(segment, 0x1654ae6b), 0xae), 0xe0);
    expect(video.map(({ bytes }) => bytes.readUIntBE(0, bytes.length))).toEqual([1_280, 722]);
  });

  it('says what it shows and how it was made', () => {
    const tags = inside(inside(inside(top, 0x18538067), 0x1254c367), 0x7373).filter(({ id }) => id === 0x67c8).map(({ bytes }) => elementsOf(bytes).map((one) => one.bytes.toString()));
    expect(tags).toEqual([['TITLE', 'bank'], ['DESCRIPTION', 'Map of 40 points'], ['COMMENT', '{"app":"Contexture"}']]);
  });

  it('holds every frame at its time, in clusters that begin with key frames or count no further', () => {
    const clusters = inside(top, 0x18538067).filter(({ id }) => id === 0x1f43b675).map(({ bytes }) => elementsOf(bytes));
    expect(clusters).toHaveLength(3);
    const read = clusters.flatMap((cluster) => {
      const start = cluster[0]?.bytes.readUIntBE(0, cluster[0].bytes.length) ?? NaN;
      return cluster.slice(1).map(({ bytes }) => ({ timeMs: start + bytes.readInt16BE(1), isKey: bytes[3] === 0x80, bytes: Uint8Array.from(bytes.subarray(4)) }));
    });
    expect(read).toEqual(frames);
  });

  it('is refused where it would begin with half a picture', () => {
    expect(() => webmFile([frame(0)], { widthPx: 2, heightPx: 2, durationMs: 1, texts: TEXTS })).toThrow('key frame');
    expect(() => webmFile([], { widthPx: 2, heightPx: 2, durationMs: 1, texts: TEXTS })).toThrow('key frame');
  });
});
