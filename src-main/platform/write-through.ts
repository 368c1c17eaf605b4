import { constants, write } from 'node:fs';
import { open } from 'node:fs/promises';
import { promisify } from 'node:util';
import type { WriteTarget } from './write-target';

const writeTo = promisify(write);
const RETRY_MS = 5;

/** Writes to a device, a pipe or an open descriptor as it is. A pipe waits for its reader, as with every program. @throws the file system's error */
export async function writeThrough(target: Exclude<WriteTarget, { is: 'plain' }>, parts: Iterable<Uint8Array>): Promise<void> {
  if (target.is === 'descriptor') {
    for (const part of parts) await writeFully(target.fd, part);
    return;
  }
  // Nothing is created: were it gone by now, a plain file would come into being that nobody asked for.
  const handle = await open(target.file, constants.O_WRONLY);
  try {
    for (const part of parts) await writeFully(handle.fd, part);
  } finally {
    await handle.close();
  }
}

async function writeFully(fd: number, part: Uint8Array): Promise<void> {
  for (let done = 0; done < part.length;) {
    try {
      done += (await writeTo(fd, part, done, part.length - done, null)).bytesWritten;
    } catch (error) {
      // Node opens its own output without waiting; a slow reader is given time.
      if (!(error instanceof Error && 'code' in error && error.code === 'EAGAIN')) throw error;
      await new Promise((resolve) => { setTimeout(resolve, RETRY_MS); });
    }
  }
}
