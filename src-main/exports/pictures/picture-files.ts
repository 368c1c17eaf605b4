import { Failure } from '@contract/failure';
import { atomicWrite } from '../../platform/atomic-write';
import { notWritten } from '../../platform/not-written';

/** Each begins so: an SVG of ours (in UTF-8), a PDF, a WebM (EBML, RFC 8794). */
const BEGINNINGS = { SVG: [...new TextEncoder().encode('<?xml version="1.0" encoding="UTF-8"?>\n<svg ')], PDF: [0x25, 0x50, 0x44, 0x46, 0x2d], WebM: [0x1a, 0x45, 0xdf, 0xa3] } as const;

export type PictureKind = keyof typeof BEGINNINGS;

/** @throws Failure `bad-request` when the bytes do not begin as that kind does. */
export function checkPicture(kind: PictureKind, bytes: Uint8Array): void {
  if (!BEGINNINGS[kind].every((byte, i) => bytes[i] === byte)) throw new Failure('bad-request', `The ${kind === 'WebM' ? 'film' : 'picture'} was refused: it is no ${kind}.`);
}

/** Writes an SVG, PDF or WebM whole or not at all. @throws Failure `bad-request` when the bytes are none, `io` when the disk refuses. */
export async function writePicture(kind: PictureKind, file: string, bytes: Uint8Array): Promise<void> {
  checkPicture(kind, bytes);
  try {
    await atomicWrite(file, bytes);
  } catch (error) {
    throw notWritten(kind === 'WebM' ? 'The film' : 'The picture', file, error);
  }
}
