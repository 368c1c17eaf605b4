import { randomBytes } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import path from 'node:path';

/**
 * Writes a file whole or not at all: to a temporary name in the same folder, synced, renamed.
 * What was there before stays until the new content is on disk. @throws the file system's error; the temporary file is removed.
 */
export async function atomicWrite(file: string, data: string | Uint8Array | readonly Uint8Array[]): Promise<void> {
  const temporary = path.join(path.dirname(file), `.${path.basename(file)}.${randomBytes(6).toString('hex')}.tmp`);
  try {
    const handle = await open(temporary, 'wx');
    try {
      for (const part of Array.isArray(data) ? data as readonly Uint8Array[] : [data as string | Uint8Array]) await handle.writeFile(part);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}
