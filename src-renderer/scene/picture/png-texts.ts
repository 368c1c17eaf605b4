import type { AltText } from '../types';
import { chunk } from './png-writer';

/** Signature and IHDR, which come first in every PNG. */
const HEAD_BYTES = 8 + 25;
const INCH_M = 0.0254;

/**
 * The same picture with its alt text as `Description`, its title, and how it was made as `Source` (PNG specification, third edition: iTXt,
 * UTF-8, not compressed, without a date: the same picture stays the same bytes); with `dpi` its size on paper too (pHYs).
 */
export async function describedPng(png: Blob, alt: AltText | null, dpi: number | null): Promise<Blob> {
  const chunks = [
    ...(dpi === null ? [] : [physical(dpi)]),
    ...(alt === null ? [] : [text('Title', alt.title), text('Description', alt.description), text('Software', 'Contexture'), text('Source', alt.provenance)]),
  ];
  if (chunks.length === 0) return png;
  const bytes = new Uint8Array(await png.arrayBuffer());
  return new Blob([bytes.slice(0, HEAD_BYTES), ...chunks, bytes.slice(HEAD_BYTES)], { type: 'image/png' });
}

/** Keyword, no compression, no language, no translated keyword, text; a text ends at its chunk, so it may hold no NUL. */
function text(keyword: string, content: string): Uint8Array<ArrayBuffer> {
  return chunk('iTXt', new TextEncoder().encode(`${keyword}\0\0\0\0\0${content.replaceAll('\0', '\ufffd')}`));
}

function physical(dpi: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(9);
  const view = new DataView(bytes.buffer), perMetre = Math.round(dpi / INCH_M);
  view.setUint32(0, perMetre);
  view.setUint32(4, perMetre);
  bytes[8] = 1;
  return chunk('pHYs', bytes);
}
