import { describe, expect, it } from 'vitest';
import { mp4File } from './mp4';
import type { EncodedFrame } from './webm';

interface Box {
  readonly name: string;
  readonly at: number;
  readonly bytes: Buffer;
}

/** The boxes of a level (ISO/IEC 14496-12, 4.2). */
function boxesOf(bytes: Buffer, start = 0): Box[] {
  const found: Box[] = [];
  for (let at = 0; at < bytes.length; at += bytes.readUInt32BE(at))
    found.push({ name: bytes.toString('latin1', at + 4, at + 8), at: start + at + 8, bytes: bytes.subarray(at + 8, at + bytes.readUInt32BE(at)) });
  return found;
}

const TEXTS = { title: 'bank', description: 'Karte von 40 Punkten – “bank”', provenance: '{"app":"Contexture"}' };
const frame = (number: number, length: number, isKey = false): EncodedFrame => ({ bytes: new Uint8Array(length).fill(number), timeMs: Math.round((number * 1000) / 30), isKey });

describe('an MP4', () => {
  const frames = [frame(0, 9, true), frame(1, 4), frame(2, 5), frame(3, 8, true)];
  const facts = { widthPx: 1_280, heightPx: 722, framesASecond: 30, decoder: Uint8Array.of(1, 100, 0, 51), texts: TEXTS };
  const file = Buffer.from(mp4File(frames, facts));
  const top = boxesOf(file);
  const inside = (path: readonly string[], level = top): Buffer => {
    const [name, ...rest] = path, found = level.find((one) => one.name === name)?.bytes ?? Buffer.alloc(0);
    return rest.length === 0 ? found : inside(rest, boxesOf(name === 'meta' ? found.subarray(4) : found));
  };
  const table = ['moov', 'trak', 'mdia', 'minf', 'stbl'];

  it('says what it is, how long and how large, before its frames', () => {
    expect(top.map(({ name }) => name)).toEqual(['ftyp', 'moov', 'mdat']);
    const head = inside(['moov', 'mvhd']);
    expect([head.readUInt32BE(12), head.readUInt32BE(16), head.length]).toEqual([30, 4, 100]);
    const track = inside(['moov', 'trak', 'tkhd']);
    expect([track.readUInt32BE(76) / 65_536, track.readUInt32BE(80) / 65_536, track.length]).toEqual([1_280, 722, 84]);
    const avc = inside([...table, 'stsd']).subarray(8);
    expect(avc.toString('latin1', 4, 8)).toBe('avc1');
    expect(boxesOf(avc.subarray(86)).map(({ name, bytes }) => [name, ...bytes])).toEqual([['avcC', 1, 100, 0, 51]]);
  });

  it('holds every frame where its tables say', () => {
    const sizes = inside([...table, 'stsz']), begins = inside([...table, 'stco']).readUInt32BE(8), keys = inside([...table, 'stss']);
    let at = begins;
    const read = frames.map((_, i) => { const length = sizes.readUInt32BE(12 + 4 * i); at += length; return Uint8Array.from(file.subarray(at - length, at)); });
    expect(read).toEqual(frames.map(({ bytes }) => bytes));
    expect(begins).toBe(top[2]?.at);
    expect([keys.readUInt32BE(4), keys.readUInt32BE(8), keys.readUInt32BE(12)]).toEqual([2, 1, 4]);
  });

  it('says what it shows and how it was made, and has no date', () => {
    const texts = boxesOf(inside(['moov', 'udta', 'meta', 'ilst'])).map(({ name, bytes }) => [name, bytes.toString('utf8', 16)]);
    expect(texts).toEqual([['©nam', TEXTS.title], ['desc', TEXTS.description], ['©cmt', TEXTS.provenance]]);
    expect(inside(['moov', 'mvhd']).readUInt32BE(4)).toBe(0);
    expect(Buffer.from(mp4File(frames, facts)).equals(file)).toBe(true);
  });

  it('is refused where it would begin with half a picture, or its frames are not in their order', () => {
    expect(() => mp4File([frame(0, 1)], facts)).toThrow('key frame');
    expect(() => mp4File([frame(1, 1, true), frame(0, 1)], facts)).toThrow('follow');
  });
});
