import { Failure } from '@contract/failure';
import { atomicWrite } from '../platform/atomic-write';
import { notWritten } from '../platform/not-written';

const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/** Writes a PNG whole or not at all. @throws Failure `bad-request` when the bytes are no PNG, `io` when the disk refuses. */
export async function writePng(file: string, bytes: Uint8Array): Promise<void> {
  if (!signature.every((byte, i) => bytes[i] === byte)) throw new Failure('bad-request', 'The picture was refused: it is no PNG.');
  try {
    await atomicWrite(file, bytes);
  } catch (error) {
    throw notWritten('The picture', file, error);
  }
}
