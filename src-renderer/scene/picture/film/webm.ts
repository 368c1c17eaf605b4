import type { AltText } from '../../types';
import { joined, type Bytes } from './bytes';

/** A frame as the encoder gave it; times in whole ms from the start of the film. */
export interface EncodedFrame {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly timeMs: number;
  readonly isKey: boolean;
}

export interface FilmFacts {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly durationMs: number;
  /** What it shows and how it was made. */
  readonly texts: AltText;
}

/** Ids of EBML (RFC 8794) and Matroska (RFC 9559), as far as a WebM of one VP9 track needs them. */
const ID = {
  ebml: 0x1a45dfa3, ebmlVersion: 0x4286, ebmlReadVersion: 0x42f7, maxIdLength: 0x42f2, maxSizeLength: 0x42f3, docType: 0x4282, docTypeVersion: 0x4287, docTypeReadVersion: 0x4285,
  segment: 0x18538067, info: 0x1549a966, timestampScale: 0x2ad7b1, duration: 0x4489, muxingApp: 0x4d80, writingApp: 0x5741,
  tracks: 0x1654ae6b, trackEntry: 0xae, trackNumber: 0xd7, trackUid: 0x73c5, flagLacing: 0x9c, codecId: 0x86, trackType: 0x83, video: 0xe0, pixelWidth: 0xb0, pixelHeight: 0xba,
  cluster: 0x1f43b675, timestamp: 0xe7, simpleBlock: 0xa3,
  tags: 0x1254c367, tag: 0x7373, targets: 0x63c0, simpleTag: 0x67c8, tagName: 0x45a3, tagString: 0x4487,
} as const;
const NS_PER_MS = 1_000_000;
const VIDEO = 1;
/** A cluster begins at a key frame, and is no longer than its blocks can count: they have 16 bits with a sign. */
const MOST_CLUSTER_MS = 32_000;

/** A WebM of VP9 frames in their order. It holds no date, so that the same frames are the same file. @throws Error where the first frame is no key frame */
export function webmFile(frames: readonly EncodedFrame[], { widthPx, heightPx, durationMs, texts }: FilmFacts): Bytes {
  if (frames[0]?.isKey !== true) throw new Error('A film begins with a key frame.');
  const head = element(
    ID.ebml,
    whole(ID.ebmlVersion, 1),
    whole(ID.ebmlReadVersion, 1),
    whole(ID.maxIdLength, 4),
    whole(ID.maxSizeLength, 8),
    text(ID.docType, 'webm'),
    whole(ID.docTypeVersion, 4),
    whole(ID.docTypeReadVersion, 2),
  );
  const info = element(ID.info, whole(ID.timestampScale, NS_PER_MS), float(ID.duration, durationMs), text(ID.muxingApp, 'Contexture'), text(ID.writingApp, 'Contexture'));
  const track = element(
    ID.trackEntry,
    whole(ID.trackNumber, 1),
    whole(ID.trackUid, 1),
    whole(ID.flagLacing, 0),
    text(ID.codecId, 'V_VP9'),
    whole(ID.trackType, VIDEO),
    element(ID.video, whole(ID.pixelWidth, widthPx), whole(ID.pixelHeight, heightPx)),
  );
  const tags = element(ID.tags, element(ID.tag, element(ID.targets), tag('TITLE', texts.title), tag('DESCRIPTION', texts.description), tag('COMMENT', texts.provenance)));
  return joined([head, element(ID.segment, info, element(ID.tracks, track), tags, ...clustersOf(frames).map(cluster))]);
}

function clustersOf(frames: readonly EncodedFrame[]): (readonly EncodedFrame[])[] {
  const clusters: EncodedFrame[][] = [];
  for (const frame of frames) {
    const last = clusters.at(-1);
    if (last === undefined || frame.isKey || frame.timeMs - (last[0]?.timeMs ?? 0) > MOST_CLUSTER_MS) clusters.push([frame]);
    else last.push(frame);
  }
  return clusters;
}

function cluster(frames: readonly EncodedFrame[]): Bytes {
  const startMs = frames[0]?.timeMs ?? 0;
  return element(ID.cluster, whole(ID.timestamp, startMs), ...frames.map(({ bytes, timeMs, isKey }) => {
    const after = timeMs - startMs;
    // Track 1, time after the cluster's, flags: a key frame or none.
    return element(ID.simpleBlock, Uint8Array.of(0x81, after >> 8, after & 255, isKey ? 0x80 : 0), bytes);
  }));
}

/** Id, size in eight bytes, content. */
function element(id: number, ...content: readonly Bytes[]): Bytes {
  const inside = joined(content), size = new Uint8Array(8);
  new DataView(size.buffer).setBigUint64(0, BigInt(inside.length) | (1n << 56n));
  return joined([bigEndian(id), size, inside]);
}

const whole = (id: number, value: number): Bytes => element(id, bigEndian(value));
const tag = (name: string, value: string): Bytes => element(ID.simpleTag, text(ID.tagName, name), text(ID.tagString, value));
const text = (id: number, value: string): Bytes => element(id, new TextEncoder().encode(value));

function float(id: number, value: number): Bytes {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setFloat64(0, value);
  return element(id, bytes);
}

/** As few bytes as it takes, one at least. */
function bigEndian(value: number): Bytes {
  const bytes: number[] = [];
  for (let rest = value; rest > 0 || bytes.length === 0; rest = Math.floor(rest / 256)) bytes.unshift(rest % 256);
  return Uint8Array.from(bytes);
}
