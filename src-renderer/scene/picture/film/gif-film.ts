import { applyPalette, GIFEncoder, quantize } from 'gifenc';
import { FRAMES_A_SECOND } from '@contract/exports/film-format';
import type { AltText } from '../../types';
import type { FilmSize, FilmWriter, FramePixels } from './film-writer';

const MOST_COLOURS = 256;
/** Where in the film colours are looked for. */
const SAMPLES = [0, 1 / 3, 2 / 3];
/** A comment extension, its blocks of so many bytes, and what ends a file (GIF89a, 24 and 27). */
const GIF = { extension: 0x21, comment: 0xfe, block: 255, trailer: 0x3b } as const;
/** GIF89a's "do not dispose": what a frame leaves out stays as it was. */
const KEEP = 1;

/** A GIF that plays again and again. One palette for all frames, so that what stands still does not flicker; of each frame only what changed is written. */
export class GifFilm implements FilmWriter {
  private readonly encoder = GIFEncoder();
  private palette: number[][] = [];
  private before: Uint8Array | null = null;

  constructor(private readonly size: FilmSize, private readonly texts: AltText) {}

  async open(paint: (share: number) => Promise<FramePixels>): Promise<void> {
    const frames: FramePixels[] = [];
    for (const share of SAMPLES) frames.push(await paint(share));
    const all = new Uint8Array(frames.reduce((sum, { length }) => sum + length, 0));
    frames.reduce((at, pixels) => { all.set(pixels, at); return at + pixels.length; }, 0);
    // One is left for what has not changed.
    this.palette = quantize(all, MOST_COLOURS - 1, { format: 'rgb565' });
  }

  async add(pixels: FramePixels): Promise<void> {
    const { width, height } = this.size, { palette, before } = this;
    const index = applyPalette(pixels, palette, 'rgb565');
    const delay = 1000 / FRAMES_A_SECOND.gif, unchanged = palette.length;
    if (before === null) this.encoder.writeFrame(index, width, height, { palette: [...palette, [0, 0, 0]], delay, repeat: 0, dispose: KEEP });
    else this.encoder.writeFrame(index.map((colour, at) => (colour === before[at] ? unchanged : colour)), width, height, { delay, transparent: true, transparentIndex: unchanged, dispose: KEEP });
    this.before = index;
    // The page stays usable in between.
    await new Promise((resolve) => { setTimeout(resolve); });
  }

  finish(): Promise<Blob> {
    this.encoder.finish();
    const bytes = this.encoder.bytes(), { title, description, provenance } = this.texts;
    return Promise.resolve(new Blob([bytes.subarray(0, -1), comment([title, description, provenance].join('\n')), Uint8Array.of(GIF.trailer)], { type: 'image/gif' }));
  }

  close(): void {
    this.before = null;
  }
}

function comment(text: string): Uint8Array<ArrayBuffer> {
  const bytes = new TextEncoder().encode(text), blocks: number[] = [GIF.extension, GIF.comment];
  for (let at = 0; at < bytes.length; at += GIF.block) {
    const block = bytes.subarray(at, at + GIF.block);
    blocks.push(block.length, ...block);
  }
  return Uint8Array.from([...blocks, 0]);
}
