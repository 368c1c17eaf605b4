import { Failure } from '@contract/failure';
import { atomicWrite } from '../../platform/atomic-write';
import { notWritten } from '../../platform/not-written';

/** Each begins so: an SVG of ours (in UTF-8), a PDF, a WebM (EBML, RFC 8794), an MP4 of ours (a box `ftyp` of 32 bytes), a GIF. */
const BEGINNINGS = {
  SVG: [...new TextEncoder().encode('<?xml version="1.0" encoding="UTF-8"?>\n<svg ')], PDF: [0x25, 0x50, 0x44, 0x46, 0x2d], WebM: [0x1a, 0x45, 0xdf, 0xa3],
  MP4: [0, 0, 0, 32, ...new TextEncoder().encode('ftyp')], GIF: [...new TextEncoder().encode('GIF89a')],
} as const;
const FILMS: readonly PictureKind[] = ['WebM', 'MP4', 'GIF'];

export type PictureKind = keyof typeof BEGINNINGS;

/** @throws Failure `bad-request` when the bytes do not begin as that kind does. */
export function checkPicture(kind: PictureKind, bytes: Uint8Array): void {
  if (!BEGINNINGS[kind].every((byte, i) => bytes[i] === byte)) throw new Failure('bad-request', `The ${FILMS.includes(kind) ? 'film' : 'picture'} was refused: it is no ${kind}.`);
}

/** Writes an SVG, PDF, WebM, MP4 or GIF whole or not at all. @throws Failure `bad-request` when the bytes are none, `io` when the disk refuses. */
export async function writePicture(kind: PictureKind, file: string, bytes: Uint8Array): Promise<void> {
  checkPicture(kind, bytes);
  try {
    await atomicWrite(file, bytes);
  } catch (error) {
    throw notWritten(FILMS.includes(kind) ? 'The film' : 'The picture', file, error);
  }
}
