import { randomBytes } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import path from 'node:path';

type Content = string | Uint8Array | readonly Uint8Array[];

/** {@link atomicWriteAll} of one file. */
export function atomicWrite(file: string, content: Content): Promise<void> {
  return atomicWriteAll([[file, content]]);
}

/**
 * Writes files that belong together: each to a temporary name in its folder, synced; only when all of them are on disk are they renamed.
 * What was there before stays until then. @throws the file system's error; the temporary files are removed.
 */
export async function atomicWriteAll(files: readonly (readonly [file: string, content: Content])[]): Promise<void> {
  const written = files.map(([file, content]) => ({ file, content, temporary: path.join(path.dirname(file), `.${path.basename(file)}.${randomBytes(6).toString('hex')}.tmp`) }));
  try {
    for (const { temporary, content } of written) await writeSynced(temporary, content);
    for (const { file, temporary } of written) await rename(temporary, file);
  } catch (error) {
    await Promise.all(written.map(({ temporary }) => rm(temporary, { force: true })));
    throw error;
  }
}

async function writeSynced(file: string, content: Content): Promise<void> {
  const handle = await open(file, 'wx');
  try {
    const parts: readonly (string | Uint8Array)[] = typeof content === 'string' || content instanceof Uint8Array ? [content] : content;
    for (const part of parts) await handle.writeFile(part);
    await handle.sync();
  } finally {
    await handle.close();
  }
}
