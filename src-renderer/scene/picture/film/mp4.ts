import type { AltText } from '../../types';
import { joined, type Bytes } from './bytes';
import type { EncodedFrame } from './webm';

export interface Mp4Facts {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly framesASecond: number;
  /** An AVCDecoderConfigurationRecord (ISO/IEC 14496-15), as the encoder gave it. */
  readonly decoder: Bytes;
  readonly texts: AltText;
}

const MATRIX = [0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000];
const DPI_72 = 0x480000;
/** "und": no language, three letters of five bits. */
const UNDETERMINED = 0x55c4;
const UTF8 = 1;
/** A header of a box: its size and its name. */
const HEADER = 8;

/**
 * An MP4 (ISO/IEC 14496-12) of H.264 frames, each as long as the others and shown in the order in which it is decoded; what it holds comes before the frames. It has no date, so that the same
 * frames are the same file. @throws Error where the first frame is no key frame, or frames do not follow each other
 */
export function mp4File(frames: readonly EncodedFrame[], facts: Mp4Facts): Bytes {
  if (frames[0]?.isKey !== true) throw new Error('A film begins with a key frame.');
  if (frames.some(({ timeMs }, i) => i > 0 && timeMs <= (frames[i - 1]?.timeMs ?? 0))) throw new Error('The frames of a film follow each other.');
  const kind = box('ftyp', text('isom'), u32(0x200), text('isomiso2avc1mp41'));
  // As long wherever the frames begin.
  const begins = kind.length + moov(frames, facts, 0).length + HEADER;
  return joined([kind, moov(frames, facts, begins), box('mdat', ...frames.map(({ bytes }) => bytes))]);
}

function moov(frames: readonly EncodedFrame[], facts: Mp4Facts, begins: number): Bytes {
  const { widthPx, heightPx, framesASecond, texts } = facts, n = frames.length;
  const head = box('mvhd', u32(0, 0, 0, framesASecond, n, 0x10000), u16(0x100, 0), u32(0, 0, ...MATRIX, 0, 0, 0, 0, 0, 0, 2));
  const track = box('tkhd', u32(3, 0, 0, 1, 0, n, 0, 0), u16(0, 0, 0, 0), u32(...MATRIX, widthPx * 0x10000, heightPx * 0x10000));
  const media = box('mdia',
    box('mdhd', u32(0, 0, 0, framesASecond, n), u16(UNDETERMINED, 0)),
    box('hdlr', u32(0, 0), text('vide'), u32(0, 0, 0), text('Contexture\0')),
    box('minf', box('vmhd', u32(1), u16(0, 0, 0, 0)), box('dinf', box('dref', u32(0, 1), box('url ', u32(1)))), samples(frames, facts, begins)));
  return box('moov', head, box('trak', track, media), box('udta', box('meta', u32(0), box('hdlr', u32(0, 0), text('mdirappl'), u32(0, 0), Uint8Array.of(0)),
    box('ilst', item('©nam', texts.title), item('desc', texts.description), item('©cmt', texts.provenance)))));
}

function samples(frames: readonly EncodedFrame[], { widthPx, heightPx, decoder }: Mp4Facts, begins: number): Bytes {
  const n = frames.length, keys = frames.flatMap(({ isKey }, i) => (isKey ? [i + 1] : []));
  const name = new Uint8Array(32);
  const format = box('avc1', u16(0, 0, 0, 1), u32(0, 0, 0, 0), u16(widthPx, heightPx), u32(DPI_72, DPI_72, 0), u16(1), name, u16(24, 0xffff), box('avcC', decoder));
  return box('stbl',
    box('stsd', u32(0, 1), format), box('stts', u32(0, 1, n, 1)), box('stss', u32(0, keys.length, ...keys)), box('stsc', u32(0, 1, 1, n, 1)),
    box('stsz', u32(0, 0, n, ...frames.map(({ bytes }) => bytes.length))), box('stco', u32(0, 1, begins)));
}

const item = (name: string, value: string): Bytes => box(name, box('data', u32(UTF8, 0), new TextEncoder().encode(value)));

/** Size, name of four letters in Latin-1, content. */
function box(name: string, ...content: readonly Bytes[]): Bytes {
  const inside = joined(content);
  return joined([u32(inside.length + HEADER), Uint8Array.from(name, (letter) => letter.charCodeAt(0)), inside]);
}

const text = (value: string): Bytes => new TextEncoder().encode(value);

function u32(...values: readonly number[]): Bytes {
  const view = new DataView(new ArrayBuffer(values.length * 4));
  values.forEach((value, i) => { view.setUint32(i * 4, value); });
  return new Uint8Array(view.buffer);
}

function u16(...values: readonly number[]): Bytes {
  const view = new DataView(new ArrayBuffer(values.length * 2));
  values.forEach((value, i) => { view.setUint16(i * 2, value); });
  return new Uint8Array(view.buffer);
}
