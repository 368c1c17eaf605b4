import { Failure } from '@contract/failure';
import type { FilmRequest } from '../../types';
import { paintPixels } from '../paint-picture';
import type { PictureSource } from '../picture-frame';
import { webmFile, type EncodedFrame } from './webm';

const FRAMES_A_SECOND = 30;
const KEY_FRAME_EVERY = 60;
/** Bits a pixel of the film: text and thin threads stay sharp. */
const BITS_A_PIXEL = 0.2;
/** So many frames wait for the encoder at most. */
const MOST_WAITING = 4;

/**
 * One turn around the vertical, from where the camera stands, as a WebM (VP9). Frames are painted one by one at a fixed step, however long each
 * takes, which MediaRecorder's clock would not allow; nothing on screen changes. @param onProgress share of the frames that are painted
 * @throws Failure 'bad-request' for a flat map, 'too-large' for the encoder, 'cancelled' by `signal` or when the scene changes
 */
export async function paintTurntable(request: FilmRequest, source: PictureSource, onProgress: (share: number) => void, signal: AbortSignal): Promise<Blob> {
  const { model, camera } = source;
  if (model.isFlat) throw new Failure('bad-request', 'A flat map has no other sides to turn to. Choose three dimensions in the map’s settings.');
  // Encoders halve colours: sides are even.
  const width = Math.floor((request.widthPx * request.scale) / 2) * 2, height = Math.floor((request.heightPx * request.scale) / 2) * 2;
  const nFrames = Math.round(request.seconds * FRAMES_A_SECOND), nChanges = model.nChanges;
  const film = new FilmEncoder(width, height);
  try {
    await film.open();
    let { labelled } = source;
    for (let frame = 0; frame < nFrames; frame++) {
      if (signal.aborted) throw new Failure('cancelled', 'The film was cancelled.');
      if (model.nChanges !== nChanges) throw new Failure('cancelled', 'The scene changed while it was filmed. Let it come to rest, then film again.');
      const turned = { ...camera, yaw: camera.yaw + (2 * Math.PI * frame) / nFrames };
      const { pixels, labels } = paintPixels({ ...request, widthPx: width / request.scale, heightPx: height / request.scale }, { ...source, camera: turned, labelled });
      labelled = new Map(labels.map((label) => [label.id, label]));
      await film.add(pixels, Math.round((frame * 1e6) / FRAMES_A_SECOND), frame % KEY_FRAME_EVERY === 0);
      onProgress((frame + 1) / nFrames);
    }
    return await film.finish((nFrames * 1e3) / FRAMES_A_SECOND);
  } finally {
    film.close();
  }
}

class FilmEncoder {
  private readonly frames: EncodedFrame[] = [];
  private error: DOMException | null = null;
  private readonly encoder = new VideoEncoder({
    output: (chunk) => {
      const bytes = new Uint8Array(chunk.byteLength);
      chunk.copyTo(bytes);
      this.frames.push({ bytes, timeMs: Math.round(chunk.timestamp / 1e3), isKey: chunk.type === 'key' });
    },
    error: (error) => { this.error = error; },
  });

  constructor(private readonly width: number, private readonly height: number) {}

  async open(): Promise<void> {
    const { width, height } = this;
    // In software: what another machine encodes is the same.
    const config: VideoEncoderConfig = { codec: 'vp09.00.51.08', width, height, framerate: FRAMES_A_SECOND, bitrate: Math.round(width * height * FRAMES_A_SECOND * BITS_A_PIXEL), latencyMode: 'quality', hardwareAcceleration: 'prefer-software' };
    if ((await VideoEncoder.isConfigSupported(config)).supported !== true) throw new Failure('too-large', `A film of ${width} × ${height} pixels cannot be encoded here. Make the window smaller, then film again.`);
    this.encoder.configure(config);
  }

  async add(pixels: Uint8ClampedArray<ArrayBuffer>, timestamp: number, keyFrame: boolean): Promise<void> {
    const frame = new VideoFrame(pixels, { format: 'RGBX', codedWidth: this.width, codedHeight: this.height, timestamp });
    this.encoder.encode(frame, { keyFrame });
    frame.close();
    // The page stays usable in between, whatever the encoder does.
    do await new Promise((resolve) => { setTimeout(resolve); });
    while (this.encoder.encodeQueueSize > MOST_WAITING && this.error === null);
    if (this.error !== null) throw new Failure('io', 'The encoder of this computer stopped. Make the window smaller, then film again.', (this.error).message);
  }

  async finish(durationMs: number): Promise<Blob> {
    await this.encoder.flush();
    return new Blob([webmFile(this.frames, { widthPx: this.width, heightPx: this.height, durationMs })], { type: 'video/webm' });
  }

  close(): void {
    if (this.encoder.state !== 'closed') this.encoder.close();
  }
}
