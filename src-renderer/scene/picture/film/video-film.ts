import { FRAMES_A_SECOND, type FilmFormat } from '@contract/exports/film-format';
import { Failure } from '@contract/failure';
import type { AltText } from '../../types';
import type { FilmSize, FilmWriter, FramePixels } from './film-writer';
import { mp4File } from './mp4';
import { webmFile, type EncodedFrame } from './webm';

export type VideoFormat = Exclude<FilmFormat, 'gif'>;

const KEY_FRAME_EVERY = 60;
/** Bits a pixel of the film: text and thin threads stay sharp. */
const BITS_A_PIXEL = 0.2;
/** So many frames wait for the encoder at most. */
const MOST_WAITING = 4;
/** VP9 profile 0 and H.264 High, both up to level 5.1. */
const CODECS: Readonly<Record<VideoFormat, string>> = { webm: 'vp09.00.51.08', mp4: 'avc1.640033' };

const configOf = (format: VideoFormat, { width, height }: FilmSize): VideoEncoderConfig => ({
  codec: CODECS[format], width, height, framerate: FRAMES_A_SECOND[format], bitrate: Math.round(width * height * FRAMES_A_SECOND[format] * BITS_A_PIXEL), latencyMode: 'quality',
  // In software: what another machine encodes is the same, in VP9. H.264 differs from the second frame on in this runtime, also with a constant bit rate, for
  // real time, in the baseline profile, with one frame at a time or key frames alone; it takes no quantizer.
  hardwareAcceleration: 'prefer-software', ...(format === 'mp4' ? { avc: { format: 'avc' } } : {}),
});

/** Whether this runtime encodes such a film at all; a size may still be too large. */
export async function canEncode(format: VideoFormat): Promise<boolean> {
  return (await VideoEncoder.isConfigSupported(configOf(format, { width: 640, height: 480 }))).supported === true;
}

/** A WebM (VP9) or an MP4 (H.264), encoded by the browser. */
export class VideoFilm implements FilmWriter {
  private readonly frames: EncodedFrame[] = [];
  private decoder: Uint8Array<ArrayBuffer> | null = null;
  private nAdded = 0;
  private error: DOMException | null = null;
  private readonly encoder = new VideoEncoder({
    output: (chunk, about) => {
      const bytes = new Uint8Array(chunk.byteLength);
      chunk.copyTo(bytes);
      this.frames.push({ bytes, timeMs: Math.round(chunk.timestamp / 1e3), isKey: chunk.type === 'key' });
      const description = about?.decoderConfig?.description;
      if (description !== undefined)
        this.decoder = ArrayBuffer.isView(description)
          ? new Uint8Array(description.buffer as ArrayBuffer, description.byteOffset, description.byteLength).slice()
          : new Uint8Array(description as ArrayBuffer).slice();
    },
    error: (error) => { this.error = error; },
  });

  constructor(private readonly format: VideoFormat, private readonly size: FilmSize, private readonly texts: AltText) {}

  async open(): Promise<void> {
    const { format, size } = this, config = configOf(format, size);
    if ((await VideoEncoder.isConfigSupported(config)).supported !== true) {
      if (!await canEncode(format)) throw new Failure('bad-request', 'This computer’s runtime has no H.264 encoder. Choose WebM or GIF.');
      throw new Failure('too-large', `A film of ${size.width} × ${size.height} pixels cannot be encoded here. Make the window smaller, then film again.`);
    }
    this.encoder.configure(config);
  }

  async add(pixels: FramePixels): Promise<void> {
    const number = this.nAdded++;
    const frame = new VideoFrame(pixels, { format: 'RGBX', codedWidth: this.size.width, codedHeight: this.size.height, timestamp: Math.round((number * 1e6) / FRAMES_A_SECOND[this.format]) });
    this.encoder.encode(frame, { keyFrame: number % KEY_FRAME_EVERY === 0 });
    frame.close();
    // The page stays usable in between, whatever the encoder does.
    do await new Promise((resolve) => { setTimeout(resolve); });
    while (this.encoder.encodeQueueSize > MOST_WAITING && this.error === null);
    if (this.error !== null) throw new Failure('io', 'The encoder of this computer stopped. Make the window smaller, then film again.', (this.error).message);
  }

  async finish(): Promise<Blob> {
    await this.encoder.flush();
    const { frames, decoder, format, texts, size: { width: widthPx, height: heightPx } } = this;
    const framesASecond = FRAMES_A_SECOND[format];
    if (format === 'webm') return new Blob([webmFile(frames, { widthPx, heightPx, durationMs: (this.nAdded * 1e3) / framesASecond, texts })], { type: 'video/webm' });
    if (decoder === null) throw new Failure('io', 'The encoder of this computer does not say how its film is read. Choose WebM or GIF.');
    return new Blob([mp4File(frames, { widthPx, heightPx, framesASecond, decoder, texts })], { type: 'video/mp4' });
  }

  close(): void {
    if (this.encoder.state !== 'closed') this.encoder.close();
  }
}
