import { Failure } from '@contract/failure';
import { atomicWrite } from '../platform/atomic-write';
import { notWritten } from '../platform/not-written';

/** Writes a table whole or not at all. @throws Failure `bad-request` when the bytes are no text, `io` when the disk refuses. */
export async function writeCsv(file: string, bytes: Uint8Array): Promise<void> {
  if (!isText(bytes)) throw new Failure('bad-request', 'The table was refused: it is no text.');
  try {
    await atomicWrite(file, bytes);
  } catch (error) {
    throw notWritten('The table', file, error);
  }
}

export function isText(bytes: Uint8Array): boolean {
  if (bytes.length === 0 || bytes.includes(0)) return false;
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}
